"""Tickets as a viewer may see them."""

from __future__ import annotations

from cadres.errors import Absent
from cadres.rules.viewer import Viewer
from cases.models import Ticket
from cases.models.querysets import TicketQuerySet

ABSENT = "没有这张工单。"


def rows(*, seen_by: Viewer) -> TicketQuerySet:
    """Return the visible tickets, newest first."""
    return Ticket.objects.visible_to(seen_by).for_list().order_by("-filed_on", "-pk")


def fetch(pk: int, *, seen_by: Viewer) -> Ticket:
    """Return the ticket; hidden and missing look the same from outside."""
    ticket = Ticket.objects.visible_to(seen_by).for_detail().filter(pk=pk).first()
    if ticket is None:
        raise Absent(ABSENT)
    return ticket
