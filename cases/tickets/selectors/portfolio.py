"""What is open at enterprises; asked by the enterprises app for a portfolio and a card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from cadres.pages.selectors import paging
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.selectors import slices, tickets
from cases.tickets.selectors.slices import Slice
from cases.tickets.selectors.tickets import TicketLine
from enterprises.models import Enterprise

SHOWN = 5


@dataclass(frozen=True, slots=True)
class OpenTickets:
    """The most urgent ones, how many there are (up to CAP + 1), and the list's own filter."""

    lines: list[TicketLine]
    total: int
    query: str


def open_tickets(enterprise_ids: Sequence[int], *, seen_by: Viewer) -> Mapping[int, int]:
    """Count the open tickets of each enterprise that the viewer may see; none is left out."""
    seen = Ticket.objects.visible_to(seen_by).open().filter(enterprise_id__any_of=enterprise_ids)
    rows = seen.order_by().values_list("enterprise_id").annotate(number=Count("pk"))
    return {pk: number for pk, number in rows if pk is not None}


def open_ones(enterprise: Enterprise, *, seen_by: Viewer, is_near: bool) -> OpenTickets:
    """Return the open tickets of a visible enterprise, as far as the viewer sees them."""
    asked = Slice.of(state=slices.ANY_OPEN, enterprise=enterprise.pk)
    found = asked.rows(seen_by=seen_by).order_by("due_on", "pk")
    lines = tickets.lines(found[: SHOWN + 1], seen_by=seen_by)
    total = len(lines) if len(lines) <= SHOWN else paging.capped_count(found)
    return OpenTickets(lines[:SHOWN], total, asked.query)
