"""Attempts to reach an enterprise about a ticket, and what is still wanted of them."""

from __future__ import annotations

from django.utils import timezone

from cadres.deadlines.selectors import limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import ContactAttempt, Ticket, TicketEvent
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.closing import contact_attempts
from cases.tickets.rules.closing.contact_attempts import Attempt, Wanted
from cases.tickets.rules.workflow import Action


def wanted(ticket: Ticket, *, seen_by: Viewer) -> Wanted:
    """Return what a ticket, found through visibility, must have been tried before it is lost."""
    book = limits.book(seen_by.today, ticket.county_id)
    another = book.get(limit_keys.CONTACT_ANOTHER)
    days = book.find(limit_keys.CONTACT_DAYS).amount
    return Wanted(days, another is not None and another.amount > 0)


def tried(ticket: Ticket, *, seen_by: Viewer) -> list[Attempt]:
    """Return the attempts of this round, since it was last reached, in their order."""
    rows = ContactAttempt.objects.filter(ticket=ticket, round=ticket.round)
    reached = TicketEvent.objects.filter(ticket=ticket, action=Action.REGAIN_CONTACT)
    if since := reached.order_by("-at").values_list("at", flat=True).first():
        rows = rows.filter(made_at__gt=since)
    return [Attempt(timezone.localdate(one.made_at), one.made_by_id) for one in rows]


def rest(ticket: Ticket, *, seen_by: Viewer) -> str:
    """Say what is still wanted before the ticket is 联系不上."""
    return contact_attempts.missing(tried(ticket, seen_by=seen_by), wanted(ticket, seen_by=seen_by))
