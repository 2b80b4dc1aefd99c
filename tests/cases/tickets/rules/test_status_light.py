"""What a ticket says at a glance: a word, a colour, and the working days beside it."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.deadlines.rules.workdays import WorkCalendar
from cases.tickets.rules import status_light
from cases.tickets.rules.workflow import State

CALENDAR = WorkCalendar()
FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("due_on", "words", "tone"),
    [
        (date(2026, 3, 16), "正常 · 还剩 6 个工作日", "good"),
        (date(2026, 3, 10), "临期 · 还剩 2 个工作日", "soon"),
        (date(2026, 3, 8), "临期 · 还剩不到 1 个工作日", "soon"),
        (FRIDAY, "今天到期", "soon"),
        (date(2026, 3, 4), "超期 2 个工作日", "late"),
    ],
)
def test_a_running_promise(due_on, words, tone):
    light = status_light.light(State.IN_HAND, due_on, None, FRIDAY, CALENDAR)

    assert (light.words, light.tone) == (words, tone)


def test_on_saturday_friday_s_promise_is_past_though_no_working_day_went_by():
    light = status_light.light(State.IN_HAND, FRIDAY, None, date(2026, 3, 7), CALENDAR)

    assert light.words == "超期 时限已过"


@pytest.mark.parametrize(
    ("approved_on", "words"),
    [(FRIDAY, "按时"), (date(2026, 3, 10), "超期 2 个工作日")],
)
def test_an_approved_ticket_is_judged_by_the_day_of_its_approval(approved_on, words):
    late_today = date(2026, 6, 1)

    assert (
        status_light.light(State.UNCONFIRMED, FRIDAY, approved_on, late_today, CALENDAR).words
        == words
    )


def test_a_void_ticket_promises_nothing():
    assert status_light.light(State.VOID, FRIDAY, None, FRIDAY, CALENDAR) is None


@pytest.mark.parametrize(
    ("state", "whom"),
    [
        (State.FILED, "县助企办"),
        (State.ASSIGNED, "县供电公司"),
        (State.RESOLVED, "县供电公司负责人"),
        (State.UNCONFIRMED, "企业"),
        (State.CLOSED, ""),
    ],
)
def test_it_waits_for_whoever_has_the_next_step(state, whom):
    assert status_light.waits(state, "县供电公司") == whom


def test_without_an_enterprise_the_office_calls():
    assert status_light.waits(State.UNCONFIRMED, "县供电公司", has_enterprise=False) == "县助企办"
