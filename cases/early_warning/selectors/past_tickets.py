"""What early warning counts of a county's past: how late, how many, how often again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.viewers.rules.viewer import Viewer
from cases.early_warning.rules.pace import Past
from cases.early_warning.rules.recurrence import Event
from cases.models import Round, Ticket
from cases.tickets.rules.vocabulary import NOT_DONE
from cases.tickets.rules.workflow import NOT_COUNTED, RUNNING, State

_WAITS_FOR_OFFICE = (State.FILED,)


@dataclass(frozen=True, slots=True)
class Timed:
    """A past ticket with its promised day, and of how many working days its term was."""

    past: Past
    due_on: date
    length: int


@dataclass(frozen=True, slots=True)
class Open:
    """A ticket whose promise still runs."""

    pk: int
    unit_id: int
    handling_class: str
    due_on: date


def timed(
    county_id: int, since: date, calendar: WorkCalendar, *, seen_by: Viewer
) -> Iterator[Timed]:
    """Yield the tickets whose promise was kept or missed, of those filed since the day.

    By the approval of the first round; what nobody did (withdrawn, redirected) kept no promise
    and missed none. Of what is open and late it is known already.
    """
    first = Round.objects.filter(ticket=OuterRef("pk"), number=1).values("approved_on")[:1]
    rows = _of(county_id, seen_by).filter(filed_on__gte=since).exclude(outcome__in=NOT_DONE)
    rows = rows.annotate(first_approved_on=Coalesce(Subquery(first), F("approved_on")))
    is_late = Q(state__in=sorted(RUNNING), due_on__lt=seen_by.today)
    found = rows.filter(Q(first_approved_on__isnull=False) | is_late, unit__isnull=False)
    columns = ("pk", "unit_id", "handling_class", "filed_on", "due_on", "round")
    for row in found.values(*columns, "first_approved_on", "is_late_hours").iterator():
        yield _timed(row, seen_by.today, calendar)


def running(county_id: int, *, seen_by: Viewer) -> Iterator[Open]:
    """Yield what a unit has in its first round, and is not late yet."""
    rows = _of(county_id, seen_by).filter(state__in=sorted(RUNNING), round=1, unit__isnull=False)
    rows = rows.exclude(state__in=_WAITS_FOR_OFFICE).filter(due_on__gte=seen_by.today)
    for row in rows.values_list("pk", "unit_id", "handling_class", "due_on"):
        yield Open(*row)


def filings(
    county_id: int, since: date, *, seen_by: Viewer
) -> Iterator[Event[tuple[int, int | None]]]:
    """Yield what was filed since the day, by its category and its enterprise, where it has one."""
    rows = _of(county_id, seen_by).filter(filed_on__gte=since)
    columns = ("category_id", "enterprise_id", "filed_on", "pk")
    for category, enterprise, on, pk in rows.values_list(*columns).iterator():
        yield Event((category, enterprise), on, pk)


def done_anew(county_id: int, since: date, *, seen_by: Viewer) -> Iterator[Event[int]]:
    """Yield each further round that a unit had to begin since the day."""
    rows = Round.objects.filter(
        ticket__in=_of(county_id, seen_by), number__gt=1, unit__isnull=False
    )
    found = rows.filter(began_on__gte=since).values_list("unit_id", "began_on", "ticket_id")
    for unit, on, pk in found:
        yield Event(unit, on, pk)


def _of(county_id: int, viewer: Viewer) -> Any:
    rows = Ticket.objects.visible_to(viewer).filter(county_id=county_id)
    return rows.exclude(state__in=sorted(NOT_COUNTED)).order_by()


def _timed(row: dict[str, Any], today: date, calendar: WorkCalendar) -> Timed:
    ended_on, due_on = row["first_approved_on"] or today, row["due_on"]
    slack = calendar.working_days_between(ended_on, due_on)
    if ended_on > due_on or (row["is_late_hours"] and row["round"] == 1):
        slack = min(slack, -1)
    past = Past(row["unit_id"], row["handling_class"], slack, row["pk"])
    return Timed(past, due_on, calendar.working_days_between(row["filed_on"], due_on))
