"""A refused application becomes a ticket, linked to the policy."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import Conflict
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Category, Policy, PolicyRefusal, Ticket
from cases.policies.rules import refused_applications as rules
from cases.policies.selectors import refused_applications
from cases.policies.services import outreach
from cases.tickets.services.filing import Problem, file_ticket
from enterprises.models import Enterprise


@transaction.atomic
def file_refusal(
    policy: Policy,
    enterprise: Enterprise,
    *,
    actor: Viewer,
    category: Category,
    source: str,
    description: str,
) -> Ticket:
    """The enterprise says that it was refused: a ticket, linked to the policy."""
    policy, enterprise = outreach.hold(policy, enterprise, actor=actor)
    waiting = refused_applications.open_refusal(policy, enterprise, seen_by=actor)
    if waiting is not None:
        raise Conflict(f"这家企业就这项政策已有在办工单 {waiting.ticket.number}，请在那里补充。")
    problem = Problem(
        category=category,
        description=description,
        source=source,
        enterprise=enterprise,
        title=rules.title(policy),
    )
    ticket = file_ticket(problem, actor=actor)
    PolicyRefusal.objects.create(policy=policy, enterprise=enterprise, ticket=ticket)
    audit.record("policy.refused", policy, actor=actor, ticket=ticket.number)
    return ticket
