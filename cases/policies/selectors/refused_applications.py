"""The tickets that came of refused applications."""

from __future__ import annotations

from cadres.viewers.rules.viewer import Viewer
from cases.models import Policy, PolicyRefusal, Ticket
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.workflow import OPEN
from cases.tickets.selectors import tickets
from cases.tickets.selectors.tickets import TicketLine
from enterprises.models import Enterprise

# Of the tickets of refused applications so many stand on the policy's page.
SHOWN = 20


def open_refusal(
    policy: Policy, enterprise: Enterprise, *, seen_by: Viewer
) -> PolicyRefusal | None:
    """Return the refused application that a ticket is on the way for; whoever files is told so."""
    found = PolicyRefusal.objects.filter(policy=policy, enterprise=enterprise)
    return found.filter(ticket__state__in=sorted(OPEN)).select_related("ticket").first()


def refused_tickets(policy: Policy, *, seen_by: Viewer) -> TicketQuerySet:
    """Return the visible tickets on the way for refused applications, the oldest first."""
    found = Ticket.objects.visible_to(seen_by).filter(policy_refusal__policy=policy)
    return found.filter(state__in=sorted(OPEN)).order_by("pk")


def refusals(policy: Policy, *, seen_by: Viewer) -> list[TicketLine]:
    """Return the first of them as lines, for the policy's own page."""
    found = refused_tickets(policy, seen_by=seen_by).values_list("pk", flat=True)
    pks = list(found[:SHOWN])
    return tickets.lines(tickets.rows(seen_by=seen_by).filter(pk__in=pks), seen_by=seen_by)
