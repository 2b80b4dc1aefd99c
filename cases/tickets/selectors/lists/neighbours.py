"""Which ticket comes before or after another in the list from which it was opened."""

from __future__ import annotations

from cadres.errors import Absent
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.models.querysets import order_key
from cases.tickets.selectors import tickets
from cases.tickets.selectors.filters import TicketFilter


def neighbour(pk: int, chosen: TicketFilter, *, is_next: bool, seen_by: Viewer) -> int | None:
    """Return the key of the next or the previous ticket of that list; nothing at its ends.

    The ticket itself may have left the list meanwhile: its place in the order is still known.
    """
    if not chosen.is_valid():
        return None
    order = chosen.order
    here = Ticket.objects.visible_to(seen_by).filter(pk=pk).annotate(sorted_by=order_key(order))
    value = here.values_list("sorted_by", flat=True).first()
    if value is None:
        raise Absent(tickets.ABSENT)
    side = chosen.qs.beyond if is_next else chosen.qs.before
    found: int | None = side(order, value, pk).values_list("pk", flat=True).first()
    return found
