"""Tickets as lines of the county's own ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cadres.models import Unit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Rating, Ticket
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules import visibility
from cases.tickets.rules.vocabulary import Satisfaction
from cases.tickets.rules.workflow import State
from cases.tickets.selectors.sources import sources

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """One ticket, in the words of the ledger."""

    enterprise: str
    category: str
    text: str
    reported_on: date
    source: str
    unit: str
    co_units: str
    due_on: date
    result: str
    closed_on: date | None
    status: str
    satisfaction: str
    number: str


def lines(tickets: TicketQuerySet, *, seen_by: Viewer) -> Iterator[Line]:
    """Yield the visible ones of these tickets; what the viewer may not know stays blank."""
    seen = tickets.visible_to(seen_by).select_related("enterprise", "unit", "category")
    chunk: list[Ticket] = []
    for ticket in seen.iterator(chunk_size=CHUNK):
        chunk.append(ticket)
        if len(chunk) == CHUNK:
            yield from _lines(chunk, seen_by)
            chunk = []
    yield from _lines(chunk, seen_by)


def _lines(tickets: list[Ticket], viewer: Viewer) -> list[Line]:
    co_units = {pk for ticket in tickets for pk in ticket.co_unit_ids}
    names = dict(Unit.objects.filter(pk__in=co_units).values_list("pk", "name"))
    shown = [ticket.pk for ticket in tickets if visibility.may_see_rating(viewer, ticket)]
    rated = Rating.objects.filter(ticket_id__in=shown).order_by("round", "pk")
    ratings = dict(rated.values_list("ticket_id", "satisfaction"))
    named = sources.names(ticket.source for ticket in tickets)
    return [
        _line(ticket, names, named(ticket.source), ratings.get(ticket.pk, "")) for ticket in tickets
    ]


def _line(ticket: Ticket, names: dict[int, str], source: str, satisfaction: str) -> Line:
    is_closed = ticket.state == State.CLOSED
    return Line(
        enterprise=ticket.enterprise.name if ticket.enterprise else "",
        category=ticket.category.name,
        text=ticket.description,
        reported_on=ticket.filed_on,
        source=source,
        unit=ticket.unit.name if ticket.unit else "",
        co_units="、".join(names.get(pk, "") for pk in ticket.co_unit_ids),
        due_on=ticket.due_on,
        result=ticket.result,
        # The head's approval decides whether it was in time, and so it is the day that counts.
        closed_on=ticket.approved_on if is_closed else None,
        status="是" if is_closed else ticket.get_state_display(),
        satisfaction=Satisfaction(satisfaction).label if satisfaction else "",
        number=ticket.number,
    )
