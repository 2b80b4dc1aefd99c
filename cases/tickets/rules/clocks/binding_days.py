"""Which day binds whom, as the database asks: the promise binds the county, 承办时限 the unit.

Of a ticket in its first round the county is bound by the promise to the enterprise (对企业承诺) and
the unit by its own time (承办时限). Before it has accepted, a unit is bound by the time it has for
accepting, before it has taken a complaint about tendering (受理) by the time it has for deciding
that; what lies with the office is bound by the promise. The promise of a finished round was
kept or missed with its approval: in a later round the time of that round binds both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, TextChoices

from cadres.deadlines.rules.limits import day_of
from cases.tickets.rules.workflow import State


class Whose(TextChoices):
    """By whose clock something is judged."""

    COUNTY = "county", "对企业承诺"
    UNIT = "unit", "承办时限"


@dataclass(frozen=True, slots=True)
class Columns:
    """Under which names a ticket's standing is found in what is counted."""

    ticket: str = ""
    state: str = "state"
    due_on: str = "due_on"
    promised_on: str = "promised_on"
    unit_due_on: str = "unit_due_on"
    step_due_on: str = "step_due_on"
    paused_at: str = "paused_at"
    approved_on: str = "approved_on"
    is_late_hours: str = "is_late_hours"
    unit: str = "unit"
    outcome: str = "outcome"
    round: str = "round"


NOW = Columns()
# A past day is looked at through the last event before it: see `TicketEvent`.
AS_OF = Columns(ticket="ticket__")
# Nobody's own time runs here: the wait itself has an end.
WAITS = sorted({State.FILED, State.ASSIGNED})
# Here the wait has an end of its own where the unit's time does not run yet: it has still to say
# whether it takes the complaint (applications/admission.py).
_EXAMINES = sorted({State.IN_HAND, State.ASKING})


# Says something of the column in which the day stands that binds.
Says = Callable[[str], Q]


def is_late(whose: Whose, columns: Columns = NOW) -> Q:
    """Was it approved after the day that binds?"""
    return _holds(whose, columns, lambda name: Q(**{f"{columns.approved_on}__gt": F(name)}))


def is_last_day(whose: Whose, columns: Columns = NOW) -> Q:
    """Was it approved on the very day that binds?"""
    return _holds(whose, columns, lambda name: Q(**{columns.approved_on: F(name)}))


def is_past(whose: Whose, on: date, columns: Columns = NOW) -> Q:
    """Is the day over that binds an open ticket?

    A clock that stands still ends on no day; one that had ended before is over all the same.
    """
    runs = Q(**{f"{columns.paused_at}__isnull": True})
    stopped_on = F(f"{columns.paused_at}__date")
    return _holds(
        whose,
        columns,
        lambda name: runs & Q(**{f"{name}__lt": on}) | ~runs & Q(**{f"{name}__lt": stopped_on}),
        promise=lambda name: Q(**{f"{name}__lt": on}),
    )


def ends_within(since: date | None, until: date | None) -> Q:
    """Does what binds the county end on one of these days? What stands still ends on none."""

    def within(name: str) -> Q:
        begun = Q(**{f"{name}__gte": since}) if since is not None else Q()
        return begun & Q(**{f"{name}__lte": until}) if until is not None else begun

    runs = Q(paused_at__isnull=True)
    return _holds(Whose.COUNTY, NOW, lambda name: runs & within(name), promise=within)


def day(read: Callable[[str], Any]) -> date:
    """The same of one ticket, whose columns are read by their names: what binds the county."""
    own = "step_due_on" if read("state") in WAITS else "unit_due_on"
    found: date = read("due_on") if read("round") == 1 else read(own) or read("due_on")
    return found


def is_stopped(read: Callable[[str], Any]) -> bool:
    """Does what binds the county stand still, not having ended before?"""
    paused_at = read("paused_at")
    return read("round") > 1 and paused_at is not None and day(read) >= day_of(paused_at)


def _holds(whose: Whose, columns: Columns, own: Says, promise: Says | None = None) -> Q:
    """Return where it holds of the day that binds, whichever column that is in.

    What is not dispatched is the office's, which gave the promise; what a ledger told has no other
    day than its promise.
    """
    first, waits = Q(**{columns.round: 1}), Q(**{f"{columns.state}__in": WAITS})
    by_promise, by_own = first, Q(**{f"{columns.round}__gt": 1})
    if whose is Whose.UNIT:
        filed = Q(**{columns.state: State.FILED})
        by_promise, by_own = first & filed, by_own | ~filed
        waits |= Q(**{f"{columns.state}__in": _EXAMINES, f"{columns.unit_due_on}__isnull": True})
    of_waits = waits & _of(columns.step_due_on, columns, own)
    of_work = ~waits & _of(columns.unit_due_on, columns, own)
    return by_promise & (promise or own)(columns.due_on) | by_own & (of_waits | of_work)


def _of(name: str, columns: Columns, says: Says) -> Q:
    is_set = Q(**{f"{name}__isnull": False})
    return is_set & says(name) | ~is_set & says(columns.due_on)
