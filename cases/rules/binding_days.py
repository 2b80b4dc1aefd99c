"""Which day binds whom, as the database asks: the promise binds the county, 承办时限 the unit.

Of a ticket in its first round the county is bound by the promise to the enterprise (对企业承诺) and
the unit by its own time (承办时限). Before it has accepted, a unit is bound by the time it has for
accepting; what lies with the office is bound by the promise. The promise of a finished round was
kept or missed with its approval: in a later round the time of that round binds both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, TextChoices, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.db.models.lookups import GreaterThanOrEqual, LessThan, LessThanOrEqual

from cadres.rules.limits import day_of
from cases.rules.workflow import State


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
_WAITS = sorted({State.FILED, State.ASSIGNED})


def end(whose: Whose, columns: Columns = NOW) -> Any:
    """Return the day that binds, as an expression over the columns."""
    return Case(
        When(_by_promise(whose, columns), then=F(columns.due_on)), default=_own_end(columns)
    )


def is_past(whose: Whose, on: date, columns: Columns = NOW) -> Q:
    """Is the day over that binds an open ticket?

    A clock that stands still ends on no day; one that had ended before is over all the same.
    """
    promise = _by_promise(whose, columns) & Q(**{f"{columns.due_on}__lt": on})
    asked_on = Coalesce(TruncDate(columns.paused_at), Value(on))
    return promise | _by_own(whose, columns) & Q(LessThan(_own_end(columns), asked_on))


def ends_within(since: date | None, until: date | None) -> Q:
    """Does what binds the county end on one of these days? What stands still ends on none."""
    later = Q(round__gt=1, paused_at__isnull=True)
    promise, own = Q(round=1), later
    if since is not None:
        promise &= Q(due_on__gte=since)
        own &= Q(GreaterThanOrEqual(_own_end(NOW), Value(since)))
    if until is not None:
        promise &= Q(due_on__lte=until)
        own &= Q(LessThanOrEqual(_own_end(NOW), Value(until)))
    return promise | own


def day(read: Callable[[str], Any]) -> date:
    """The same of one ticket, whose columns are read by their names: what binds the county."""
    own = "step_due_on" if read("state") in _WAITS else "unit_due_on"
    found: date = read("due_on") if read("round") == 1 else read(own) or read("due_on")
    return found


def is_stopped(read: Callable[[str], Any]) -> bool:
    """Does what binds the county stand still, not having ended before?"""
    paused_at = read("paused_at")
    return read("round") > 1 and paused_at is not None and day(read) >= day_of(paused_at)


def _by_promise(whose: Whose, columns: Columns) -> Q:
    """Where the promise binds; what is not dispatched is the office's, which gave it."""
    first = Q(**{columns.round: 1})
    return first & Q(**{columns.state: State.FILED}) if whose is Whose.UNIT else first


def _by_own(whose: Whose, columns: Columns) -> Q:
    later = Q(**{f"{columns.round}__gt": 1})
    return later | ~Q(**{columns.state: State.FILED}) if whose is Whose.UNIT else later


def _own_end(columns: Columns) -> Any:
    """The time of whoever has the matter; what a ledger told has no other day than its promise."""
    waits = Q(**{f"{columns.state}__in": _WAITS})
    return Case(
        When(waits, then=Coalesce(columns.step_due_on, columns.due_on)),
        default=Coalesce(columns.unit_due_on, columns.due_on),
    )
