"""Which tickets came of one message: the first, and those that were split off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from cadres.pages.models.prepared import ID, OTHER_ID, Prepared
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.workflow import NOT_COUNTED, OPEN, State
from cases.tickets.selectors import tickets
from cases.tickets.selectors.tickets import TicketLine

_OTHERS = Prepared(
    lambda root, pk: (
        Ticket.objects.filter(Q(pk=root) | Q(split_from=root)).exclude(pk=pk).values("pk")
    ),
    *(ID, OTHER_ID),
)


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another request of the same message, as whoever sent it reads of it."""

    number: str
    title: str
    state: State
    unit: str
    due_on: date | None


def root_of(ticket: Ticket) -> int:
    """Return the ticket that keeps the number of the message."""
    return ticket.split_from_id or ticket.pk


def others(ticket: Ticket, *, seen_by: Viewer) -> list[TicketLine]:
    """Return those that the viewer sees, the first one in front; hidden ones are not there."""
    pks = [row["pk"] for row in _OTHERS(root_of(ticket), ticket.pk)]
    if not pks:
        return []
    seen = Ticket.objects.visible_to(seen_by).filter(pk__in=pks)
    found = tickets.lines_by_key(seen.values_list("pk", flat=True), seen_by=seen_by)
    return [found[pk] for pk in sorted(found)]


def siblings(ticket: Ticket, *, seen_by: Viewer) -> list[Sibling]:
    """Return the same for the enterprise behind its link.

    One that was found to be another enterprise's since is nothing of theirs.
    """
    if seen_by.ticket_id != ticket.pk:
        return []
    pks = [row["pk"] for row in _OTHERS(root_of(ticket), ticket.pk)]
    rows = Ticket.objects.filter(pk__in=pks, enterprise=ticket.enterprise_id)
    rows = rows.exclude(state__in=sorted(NOT_COUNTED)).select_related("unit").order_by("pk")
    return [
        Sibling(
            row.number,
            row.title,
            State(row.state),
            row.unit.name if row.unit else "",
            row.due_on if row.state in OPEN else None,
        )
        for row in (rows if pks else ())
    ]
