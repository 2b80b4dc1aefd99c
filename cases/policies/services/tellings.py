"""An enterprise is told of a policy, once; a refused application becomes a ticket."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import Conflict, Invalid
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Category, Policy, PolicyRefusal, PolicyTelling, Ticket
from cases.policies.rules import tellings as rules
from cases.policies.rules.tellings import Way
from cases.policies.selectors import policies, tellings
from cases.tickets.services.filing import Problem, file_ticket
from enterprises.models import Enterprise
from enterprises.register.selectors import enterprises


@transaction.atomic
def tell_policy(
    policy: Policy, enterprise: Enterprise, way: str, *, actor: Viewer
) -> PolicyTelling:
    """The enterprise knows of it now; who comes second is told who was first."""
    policy, enterprise = _ready(policy, enterprise, actor)
    if way not in Way.values:
        raise Invalid("请选择告知方式。", {"way": "请选择告知方式。"})
    known = tellings.of_policy(policy, [enterprise], seen_by=actor).get(enterprise.pk)
    if known is not None:
        raise Conflict(rules.said_already(known.told_on, Way(known.way), known.told_by.name))
    told = PolicyTelling.objects.create(
        policy=policy,
        enterprise=enterprise,
        way=way,
        told_by_id=actor.person_id,
        told_at=actor.at,
        told_on=actor.today,
    )
    audit.record("policy.tell", policy, actor=actor, enterprise=enterprise.pk, way=way)
    return told


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
    policy, enterprise = _ready(policy, enterprise, actor)
    waiting = tellings.open_refusal(policy, enterprise, seen_by=actor)
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


def _ready(policy: Policy, enterprise: Enterprise, actor: Viewer) -> tuple[Policy, Enterprise]:
    """Whoever tells of one policy queues at it; then both are looked at again."""
    Policy.objects.select_for_update(no_key=True).filter(pk=policy.pk).values_list("pk").first()
    policy = policies.fetch(policy.pk, seen_by=actor)
    enterprise = enterprises.fetch(enterprise.pk, seen_by=actor)
    rules.check(policy, enterprise, actor)
    return policy, enterprise
