"""What became of a decision is said in a line: done, running, or not done though it should be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cases.leaders.rules.outcomes_of_decisions import (
    DONE,
    LATE,
    RUNS,
    Decided,
    SetMeasure,
    outcome_of,
)
from cases.tickets.rules.applications.applications import ApplicationKind
from cases.tickets.rules.workflow import State

TODAY = date(2026, 12, 1)
PARKED = Decided(
    kind=ApplicationKind.PARKING,
    is_granted=True,
    state=State.PARKED,
    outcome="",
    is_late=False,
    until_on=date(2026, 12, 20),
    is_told=False,
    waited=5,
)
HANDED_UP = replace(PARKED, kind=ApplicationKind.HAND_UP, state=State.HANDED_UP, until_on=None)
PLANNED = replace(PARKED, kind=ApplicationKind.PLAN, state=State.PLANNED)
EXTENDED = replace(PARKED, kind=ApplicationKind.EXTENSION, state=State.IN_HAND, until_on=None)

BROUGHT_BACK = replace(HANDED_UP, state=State.IN_HAND)
OPEN = SetMeasure("配套管网", "王强", date(2026, 12, 1), None)
DUE = replace(OPEN, due_on=date(2026, 11, 30))
MADE = replace(DUE, done_on=date(2026, 12, 1))


@pytest.mark.parametrize(
    ("decided", "words", "tone"),
    [
        (PARKED, "挂账中，12月20日复查", RUNS),
        (replace(PARKED, state=State.IN_HAND), "继续办理，办理中", RUNS),
        (replace(PARKED, state=State.IN_HAND, is_late=True), "继续办理，办理中，已超期", LATE),
        (replace(PARKED, state=State.CLOSED, outcome="已解决"), "已解决", DONE),
        (HANDED_UP, "还没有登记会商（上级）意见，已等 5 个工作日", RUNS),
        (replace(HANDED_UP, waited=0), "还没有登记会商（上级）意见，已等不满 1 个工作日", RUNS),
        (PLANNED, "计划 12月20日前兑现", RUNS),
        (replace(PLANNED, until_on=date(2026, 11, 30)), "计划 11月30日已过，还没有兑现", LATE),
        (EXTENDED, "还没有告知企业，承诺没有顺延", LATE),
        (replace(EXTENDED, is_told=True), "继续办理，办理中", RUNS),
        (replace(PARKED, is_granted=False, state=State.IN_HAND), "继续办理，办理中", RUNS),
        (replace(PARKED, state=State.MERGED), "已并入", DONE),
        (replace(BROUGHT_BACK, measures=(OPEN,)), "定下的举措完成 0/1", RUNS),
        (replace(BROUGHT_BACK, measures=(OPEN, DUE)), "定下的举措完成 0/2，1 条到期未完成", LATE),
        (replace(BROUGHT_BACK, measures=(MADE,)), "定下的举措完成 1/1", DONE),
    ],
)
def test_each_decision_says_what_became_of_it(decided, words, tone):
    found = outcome_of(decided, TODAY)

    assert (found.words, found.tone) == (words, tone)


def test_what_was_granted_is_never_without_a_word():
    for kind in ApplicationKind:
        for state in State:
            assert outcome_of(replace(PARKED, kind=kind, state=state), TODAY).words
