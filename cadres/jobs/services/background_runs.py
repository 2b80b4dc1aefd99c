"""Long work is asked for here and done by the worker, once, with progress anybody may look at."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from cadres.errors import DomainError
from cadres.jobs.selectors import background_runs
from cadres.jobs.services.job_locks import alone
from cadres.models import BackgroundRun
from cadres.people.selectors import viewers
from cadres.viewers.rules.viewer import Viewer

Clock = Callable[[], datetime]

# Work that the worker did not survive so often would take it down for ever.
MOST_ATTEMPTS = 5
BROKE_OFF = "系统处理时出错，已完成的部分有效。请再试一次；仍不成功的，请系统管理员查看运行日志。"
LEFT = "发起人已不在岗，没有继续。请由在岗的同志重新发起。"
TOO_OFTEN = "多次中断，没有做完。请再试一次；仍不成功的，请系统管理员查看运行日志。"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is, and what it has come to; both outlive a fall."""

    run: BackgroundRun

    @property
    def so_far(self) -> Mapping[str, Any]:
        return dict(self.run.result)

    def say(self, done: int, **so_far: Any) -> None:
        self.run.done, self.run.result = done, {**self.run.result, **so_far}
        self.run.save(update_fields=["done", "result"])


@dataclass(frozen=True, slots=True)
class Work:
    """How much there is to do, and how it is done; the result is shown on the page.

    Both are given the run's `detail` and whoever asked for it, as they stand when it is done. What
    was cut off is done again from the start: `do` must leave alone what is done already.
    """

    total: Callable[[Mapping[str, Any], Viewer], int]
    do: Callable[[Mapping[str, Any], Viewer, Progress], dict[str, Any]]


_WORKS: dict[str, Work] = {}


def register(kind: str, work: Work) -> None:
    """An upper app, or another room, says how its long work is done."""
    _WORKS[kind] = work


@transaction.atomic
def ask(kind: str, detail: Mapping[str, Any], *, actor: Viewer) -> BackgroundRun:
    """Ask for a run; while one of the kind waits or runs for the same person, that one is it."""
    try:
        with transaction.atomic():
            return BackgroundRun.objects.create(
                kind=kind, detail=dict(detail), asked_by_id=actor.person_id, asked_at=actor.at
            )
    except IntegrityError:
        return BackgroundRun.objects.get(
            kind=kind, asked_by_id=actor.person_id, finished_at__isnull=True
        )


def run_next(now: Clock) -> bool:
    """Do the oldest run that nobody is at; False where none waits.

    The lock goes with a worker that dies, and the next one takes the run up.
    """
    for pk in background_runs.unfinished(seen_by=Viewer.system(now())):
        with alone(f"background run {pk}") as is_ours:
            run = BackgroundRun.objects.get(pk=pk)
            if is_ours and not run.is_over:
                _run(run, now)
                return True
    return False


def _run(run: BackgroundRun, now: Clock) -> None:
    run.started_at, run.attempts, run.done = run.started_at or now(), run.attempts + 1, 0
    run.save(update_fields=["started_at", "attempts", "done"])
    try:
        run.result = _done(run, now)
    except DomainError as refused:
        run.failure = refused.message[:300]
    # Whatever it is, the run must not be taken up again and again.
    except Exception:
        log.exception("background run %s", run.pk)
        run.failure = BROKE_OFF
    run.finished_at = now()
    run.save(update_fields=["result", "failure", "finished_at"])


def _done(run: BackgroundRun, now: Clock) -> dict[str, Any]:
    actor = viewers.of(run.asked_by_id, at=now())
    if actor is None:
        raise DomainError(LEFT)
    if run.attempts > MOST_ATTEMPTS:
        raise DomainError(TOO_OFTEN)
    work = _WORKS[run.kind]
    run.total = work.total(run.detail, actor)
    run.save(update_fields=["total"])

    return work.do(run.detail, actor, Progress(run))
