"""Which clock the ladder asks: the one that runs now, and only when somebody can be late by it.

A rung names a clock; what answers for it follows from where the ticket stands. The promise of a
finished round was kept or missed with its approval: in a later round the unit's own time answers.
While the matter waits for others, or an extension that was asked for in time waits for its
decision, nothing does. Hands that have just got the matter (dispatched to, reassigned to, come
back from parking, from the enterprise or from those above) have time of their own first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone

from cadres.deadlines.rules import limits
from cadres.deadlines.rules.limits import Limit
from cadres.deadlines.rules.workdays import WorkCalendar
from cases.tickets.rules.workflow import OPEN, Action, State


class RungClock(TextChoices):
    PROMISE = "promise", "对企业承诺"
    UNIT = "unit", "承办时限"
    FEEDBACK = "feedback", "首次反馈"
    DISPATCH = "dispatch", "交办"
    ACCEPT = "accept", "签收"
    DECISION = "decision", "负责人审核"


# Here the matter waits for the enterprise, for better days, for the day of a plan, or for those
# above: whom would a letter urge?
STANDS_STILL = frozenset({State.ASKING, State.PARKED, State.PLANNED, State.HANDED_UP})
AT_WORK = OPEN - STANDS_STILL
# The states in which each clock runs: afterwards nobody is late by it any more.
STATES: dict[RungClock, frozenset[State]] = {
    RungClock.PROMISE: AT_WORK,
    RungClock.UNIT: frozenset({State.IN_HAND, State.RESOLVED}),
    RungClock.FEEDBACK: frozenset({State.IN_HAND}),
    RungClock.DISPATCH: frozenset({State.FILED}),
    RungClock.ACCEPT: frozenset({State.ASSIGNED}),
    RungClock.DECISION: frozenset({State.RESOLVED}),
}
# The column of a ticket in which each clock's end stands.
COLUMNS: dict[RungClock, str] = {
    RungClock.PROMISE: "due_on",
    RungClock.UNIT: "unit_due_on",
    RungClock.FEEDBACK: "feedback_due_on",
    RungClock.DISPATCH: "step_due_on",
    RungClock.ACCEPT: "step_due_on",
    RungClock.DECISION: "step_due_on",
}
# With these the hands that have the matter now begin, or begin again.
BEGINNINGS = frozenset(
    {
        Action.DISPATCH,
        Action.REASSIGN,
        Action.UNPARK,
        Action.ANSWER,
        Action.RESUME,
        Action.BRING_BACK,
    }
)
# These bound the unit's whole work: an extension moves them. Waits of a step go on meanwhile.
PUT_OFF = frozenset({RungClock.PROMISE, RungClock.UNIT})
# Whoever has just begun is not asked by these; to accept and to decide are terms of their own.
_OF_UNIT = PUT_OFF | {RungClock.FEEDBACK}


@dataclass(frozen=True, slots=True)
class Standing:
    """A ticket as it stands at a moment: what the rungs ask of it.

    `cycles` says by which run of a clock, by which return or redoing the ticket is reached now:
    the same rung is due once in each. `quiet_until` is the last day that the hands that have it
    now have to themselves. `extension_waits`: asked for in time and not decided.
    """

    state: str
    ends: Mapping[str, date | None]
    due_at: datetime | None = None
    is_paused: bool = False
    cycles: Mapping[str, int] = field(default_factory=dict)
    suspended: tuple[tuple[date, date], ...] = ()
    round: int = 1
    quiet_until: date | None = None
    extension_waits: bool = False
    # The matter was found tolerable (容错认定): the ladder is over for it.
    is_tolerated: bool = False

    def is_left_alone(self, on: date) -> bool:
        """Is supervision suspended on the day, or over for good?"""
        return self.is_tolerated or any(since <= on <= until for since, until in self.suspended)


@dataclass(frozen=True, slots=True)
class Asked:
    """The clock that answers: when it ends, from which moment on it is asked at all."""

    clock: RungClock
    end: date
    at: datetime | None = None
    begins: datetime | None = None

    def counts_from(self) -> date:
        """Lateness is counted from the end, or from the last day the unit had to itself."""
        return self.end if self.begins is None else max(self.end, _day_before(self.begins))

    def is_late(self, at: datetime) -> bool:
        return at > self.at if self.at is not None else timezone.localdate(at) > self.end


def standing_of(read: Callable[[str], Any]) -> Standing:
    """Return what a ticket's own columns, read by their names, say of how it stands."""
    return Standing(
        state=read("state"),
        ends={clock: read(name) for clock, name in COLUMNS.items()},
        due_at=read("due_at"),
        is_paused=read("paused_at") is not None,
        round=read("round"),
    )


def asked(clock: RungClock, standing: Standing) -> Asked | None:
    """Return what answers for the clock now; None where nobody is to be asked by it."""
    if standing.is_paused or standing.state not in STATES[clock]:
        return None
    if clock in PUT_OFF and standing.extension_waits:
        return None
    answers = _in_this_round(clock, standing)
    end = standing.ends.get(answers)
    if end is None or standing.state not in STATES[answers]:
        return None
    is_promise = answers is RungClock.PROMISE
    return Asked(
        answers,
        end,
        at=standing.due_at if is_promise else None,
        begins=_begins(clock, standing),
    )


def quiet_until(began_on: date | None, own_time: Limit | None, days: WorkCalendar) -> date | None:
    """Return the last day that hands have to themselves which began on the day.

    Without a limit of their own time it is the very day.
    """
    if began_on is None or own_time is None:
        return began_on
    return limits.due_on(own_time, began_on, days).on


def midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))


def _in_this_round(clock: RungClock, standing: Standing) -> RungClock:
    is_later = clock is RungClock.PROMISE and standing.round > 1
    return RungClock.UNIT if is_later else clock


def _begins(clock: RungClock, standing: Standing) -> datetime | None:
    if clock not in _OF_UNIT or standing.quiet_until is None or standing.state == State.FILED:
        return None
    return midnight(standing.quiet_until + timedelta(days=1))


def _day_before(moment: datetime) -> date:
    return timezone.localdate(moment) - timedelta(days=1)
