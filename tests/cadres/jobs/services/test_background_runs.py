"""Long work: asked for once, done once, taken up again where it was cut off, never for ever."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid
from cadres.jobs.services import background_runs
from cadres.jobs.services.background_runs import Work
from cadres.models import BackgroundRun
from tests.factories.people import moment

TODAY = date(2026, 11, 20)


class Killed(BaseException):
    """What a worker meets that is killed: nobody catches it."""


def now():
    return moment(TODAY, 12)


@pytest.fixture
def does(monkeypatch):
    """Registers what the run does."""

    def register(do):
        monkeypatch.setitem(background_runs._WORKS, "counting", Work(lambda *_: 3, do))

    return register


@pytest.fixture
def ask(sysadmin):
    return lambda: background_runs.ask("counting", {"to": 3}, actor=sysadmin.viewer(TODAY))


def test_it_is_done_once_and_keeps_what_came_of_it(does, ask):
    does(lambda detail, actor, progress: {"counted": detail["to"], "by": actor.name})
    ask()

    assert (background_runs.run_next(now), background_runs.run_next(now)) == (True, False)

    run = BackgroundRun.objects.get()
    assert (run.total, run.result, run.failure) == (3, {"counted": 3, "by": "吴系统"}, "")


def test_while_it_waits_it_is_not_asked_for_again(does, ask):
    assert ask() == ask()


def test_what_was_killed_is_taken_up_again_with_what_it_had_come_to(does, ask):
    ask()

    def do(detail, actor, progress):
        if not progress.so_far:
            progress.say(2, counted=2)
            raise Killed
        return {"counted": progress.so_far["counted"] + 1}

    does(do)
    with pytest.raises(Killed):
        background_runs.run_next(now)
    run = BackgroundRun.objects.get()
    assert (run.done, run.is_over) == (2, False)

    background_runs.run_next(now)

    run.refresh_from_db()
    assert (run.result, run.attempts) == ({"counted": 3}, 2)


def test_what_kills_every_worker_is_given_up_in_words(does, ask):
    ask()

    def do(*_):
        raise Killed

    does(do)
    for _ in range(background_runs.MOST_ATTEMPTS):
        with pytest.raises(Killed):
            background_runs.run_next(now)
    background_runs.run_next(now)

    assert BackgroundRun.objects.get().failure == background_runs.TOO_OFTEN


@pytest.mark.parametrize(
    ("error", "sentence"), [(Invalid("日历有误。"), "日历有误。"), (KeyError(), "系统处理时出错")]
)
def test_a_refusal_or_an_error_ends_it_with_a_sentence(does, ask, error, sentence):
    ask()

    def do(*_):
        raise error

    does(do)
    background_runs.run_next(now)

    run = BackgroundRun.objects.get()
    assert run.failure.startswith(sentence)
    assert run.is_over


def test_for_somebody_who_has_left_nothing_is_done(does, ask, sysadmin):
    does(lambda *_: {})
    ask()
    type(sysadmin.cadre).objects.filter(pk=sysadmin.cadre.pk).update(is_active=False)

    background_runs.run_next(now)

    assert BackgroundRun.objects.get().failure == background_runs.LEFT
