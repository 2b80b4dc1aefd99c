"""Who was told of which policy, and what came of refused applications."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from cadres.viewers.rules.viewer import Viewer
from cases.models import Policy, PolicyRefusal, PolicyTelling, Ticket
from cases.policies.rules import policies as rules
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.workflow import OPEN
from cases.tickets.selectors import tickets
from cases.tickets.selectors.tickets import TicketLine
from enterprises.models import Enterprise

# Of the tickets of refused applications so many stand on the policy's page.
REFUSALS_SHOWN = 20


def rows(*, seen_by: Viewer) -> QuerySet[PolicyTelling]:
    """Whoever sees the enterprise and the policy reads that it was told, when and by whom."""
    policies = Policy.objects.filter(rules.policies_for(seen_by))
    firms = Enterprise.objects.visible_to(seen_by)
    found = PolicyTelling.objects.filter(policy__in=policies, enterprise__in=firms)
    return found.select_related("told_by").order_by("pk")


def of_policy(
    policy: Policy, enterprises: Iterable[Enterprise], *, seen_by: Viewer
) -> dict[int, PolicyTelling]:
    """Return by enterprise how these were told of one policy."""
    asked = rows(seen_by=seen_by).filter(policy=policy, enterprise__in=list(enterprises))
    return {one.enterprise_id: one for one in asked}


def of_enterprise(
    enterprise: Enterprise, policies: Iterable[Policy], *, seen_by: Viewer
) -> dict[int, PolicyTelling]:
    """Return by policy how one enterprise was told of these."""
    asked = rows(seen_by=seen_by).filter(enterprise=enterprise, policy__in=list(policies))
    return {one.policy_id: one for one in asked}


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
    pks = list(found[:REFUSALS_SHOWN])
    return tickets.lines(tickets.rows(seen_by=seen_by).filter(pk__in=pks), seen_by=seen_by)
