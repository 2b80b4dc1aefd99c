"""What the newest calendar would move: looked at before anything is moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from cadres.rules import administration
from cadres.rules.limits import label_of
from cadres.rules.viewer import Viewer
from cases.models import Ticket
from cases.rules import clocks, recounting
from cases.rules.recounting import Shift
from cases.rules.workflow import OPEN
from cases.selectors import ledger_ticks
from cases.selectors.ledger_ticks import Calendars

BATCH = 2_000
# A page names so many tickets; all of them are counted.
NAMED = 200


@dataclass(frozen=True, slots=True)
class Moved:
    """A ticket by its number alone, with the clocks that would end on another day."""

    ticket: Ticket
    shifts: list[Shift]

    @property
    def lines(self) -> list[tuple[str, Shift]]:
        return [(label_of(shift.key) or shift.kind.label, shift) for shift in self.shifts]


@dataclass(frozen=True, slots=True)
class Preview:
    """How many open tickets were looked at, how many would move, and the first of them."""

    version: int
    looked_at: int
    moved: int
    named: list[Moved]


def preview(*, seen_by: Viewer) -> Preview:
    """Say what recounting by the newest calendar would do in the viewer's counties."""
    administration.check_administers(seen_by)
    looked_at, moved, version = 0, 0, 0
    named: list[Moved] = []
    for ticket, shifts, newest in each(open_tickets(seen_by=seen_by), seen_by=seen_by):
        looked_at, version = looked_at + 1, max(version, newest)
        if shifts:
            moved += 1
            if len(named) < NAMED:
                named.append(Moved(ticket, shifts))
    return Preview(version, looked_at, moved, named)


def open_tickets(*, seen_by: Viewer) -> QuerySet[Ticket]:
    """Return the open tickets whose calendar the viewer keeps: their numbers, no words."""
    administration.check_administers(seen_by)
    rows = Ticket.objects.filter(state__in=sorted(OPEN)).order_by("pk")
    if not seen_by.is_system:
        rows = rows.filter(county_id__any_of=seen_by.home_county_ids)
    return rows.only("number", "state", "county_id")


def each(
    tickets: QuerySet[Ticket], *, seen_by: Viewer
) -> Iterator[tuple[Ticket, list[Shift], int]]:
    """Give each ticket with the clocks that would move, and the number of the newest calendar."""
    administration.check_administers(seen_by)
    counties: dict[int, Calendars] = {}
    last = 0
    while batch := list(tickets.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        ledger = ledger_ticks.of_tickets(ticket.pk for ticket in batch)
        for ticket in batch:
            if ticket.county_id not in counties:
                counties[ticket.county_id] = Calendars(ticket.county_id)
            days = counties[ticket.county_id]
            runs, newest = clocks.replay(ledger[ticket.pk]), days.newest.version
            yield ticket, recounting.shifts(runs, ticket.state, newest, days.__getitem__), newest
