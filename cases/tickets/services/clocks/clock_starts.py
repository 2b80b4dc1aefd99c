"""From when a ticket's clocks are counted where the county counts from dispatch (13710)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from cadres.deadlines.selectors import limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket, TicketEvent
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.workflow import Action

HANDED = (Action.DISPATCH, Action.REASSIGN)


def of_promise(ticket: Ticket, handling_class: str, *, actor: Viewer) -> datetime | None:
    """The first dispatch, this one where it is the first: another unit gains the enterprise's
    promise no time. None where it is counted from filing."""
    if not _counts_from_dispatch(ticket, handling_class, actor):
        return None
    first = _handed(ticket, Action.DISPATCH).first()
    return first.at if first else actor.at


def of_unit(ticket: Ticket, action: Action, *, actor: Viewer) -> datetime | None:
    """When the unit that takes it in hand was given it; None where its time runs from 签收."""
    if action is not Action.ACCEPT:
        return None
    if not _counts_from_dispatch(ticket, ticket.handling_class, actor):
        return None
    last = _handed(ticket, *HANDED).last()
    return last.at if last else None


def _counts_from_dispatch(ticket: Ticket, handling_class: str, actor: Viewer) -> bool:
    book = limits.book(actor.today, ticket.county_id, key=limit_keys.FROM_DISPATCH)
    return book.get(limit_keys.FROM_DISPATCH, handling_class) is not None


def _handed(ticket: Ticket, *actions: Action) -> QuerySet[TicketEvent]:
    events = TicketEvent.objects.standing().filter(ticket=ticket, action__in=actions)
    return events.order_by("at", "pk")
