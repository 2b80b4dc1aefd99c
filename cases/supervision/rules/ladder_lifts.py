"""What ends a step of the ladder: an action that lifts it or takes the ticket elsewhere, and
whatever takes the lateness away on which it stood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from cadres.deadlines.rules.workdays import WorkCalendar
from cases.supervision.rules import ladder
from cases.supervision.rules.ladder import Lift, Rung, Side, Trigger
from cases.supervision.rules.ladder_clock import AT_WORK, RungClock, Standing, asked
from cases.tickets.rules.workflow import Action

_LIFTED_BY: dict[Action, Lift] = {
    Action.DISPATCH: Lift.DISPATCHED,
    Action.ACCEPT: Lift.ACCEPTANCE,
    Action.NOTE: Lift.FEEDBACK,
    Action.MEASURE: Lift.FEEDBACK,
    Action.RESOLVE: Lift.RESULT,
    Action.APPROVE: Lift.APPROVAL,
}
# By these the ticket leaves the hands to which a letter was addressed, or its term is a new one.
_LAPSED_BY = frozenset(
    {
        Action.RECALL,
        Action.OBJECT,
        Action.REASSIGN,
        Action.GRANT_EXTENSION,
        Action.GRANT_PARKING,
        Action.GRANT_HAND_UP,
        Action.SUSPEND,
        Action.TOLERATE,
    }
)


def lifted_by(action: str) -> Lift | None:
    """Return what lifting the action stands for; most actions lift nothing."""
    return _LIFTED_BY.get(Action(action))


def ends_steps(action: str, after: str) -> bool:
    """Does the action make void whatever is still open on the ladder? What ends the ticket, takes
    it out of the hands that were addressed, or stops their time."""
    return after not in AT_WORK or action in _LAPSED_BY


def may_touch(action: str, after: str) -> bool:
    """May the action concern open steps at all? The engine asks the database only then."""
    return ends_steps(action, after) or lifted_by(action) is not None


def lapsed(
    codes: Iterable[str],
    rungs: Mapping[str, Rung],
    standing: Standing,
    days: WorkCalendar,
    at: datetime,
) -> set[str]:
    """Return which of these rungs stand on a lateness that is none any more."""
    roots = {code: root_of(code, rungs) for code in codes}
    return {code for code, root in roots.items() if root and is_lapsed(root, standing, days, at)}


def root_of(code: str, rungs: Mapping[str, Rung]) -> Rung | None:
    """Return the rung with which the one began that follows unanswered ones."""
    found, passed = rungs.get(code), {code}
    while found is not None and found.trigger == Trigger.UNANSWERED:
        found = None if found.follows in passed else rungs.get(found.follows)
        passed.add(found.code if found else "")
    return found


def is_lapsed(rung: Rung, standing: Standing, days: WorkCalendar, at: datetime) -> bool:
    """Is nobody late any more by the clock on which the rung stood, or near its end?

    A longer term, a newer calendar, a correction may have done it. Where the clock is not asked
    at all, what lifts the rung and where the ticket went decide.
    """
    if rung.trigger != Trigger.CLOCK:
        return False
    answer = asked(RungClock(rung.clock), standing)
    span = ladder.span_of_clock(rung, standing, days)
    if answer is None or span is None:
        return False
    if rung.side == Side.AFTER:
        return not answer.is_late(at)
    return span.first is not None and at < span.first
