"""An enterprise is told of a policy, once."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from cadres.errors import Conflict, Invalid
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Policy, PolicyTelling
from cases.policies.rules import outreach as rules
from cases.policies.rules.outreach import Way
from cases.policies.selectors import outreach, policies
from enterprises.models import Enterprise, Visit
from enterprises.register.selectors import enterprises


@transaction.atomic
def tell_policy(
    policy: Policy, enterprise: Enterprise, way: str, *, actor: Viewer
) -> PolicyTelling:
    """The enterprise knows of it now; who comes second is told who was first."""
    policy, enterprise = hold(policy, enterprise, actor=actor)
    if way not in Way.values:
        raise Invalid("请选择告知方式。", {"way": "请选择告知方式。"})
    known = outreach.of_policy(policy, [enterprise], seen_by=actor).get(enterprise.pk)
    if known is not None:
        raise Conflict(rules.said_already(known.told_on, Way(known.way), known.told_by.name))
    return _write(policy, enterprise, way, None, actor)


@transaction.atomic
def tell_at_visit(
    policies_told: Iterable[Policy], visit: Visit, *, actor: Viewer
) -> list[PolicyTelling]:
    """Write down what was spoken of at a visit; what the enterprise knew already stays so."""
    told = []
    for one in sorted(policies_told, key=lambda policy: policy.pk):
        policy, enterprise = hold(one, visit.enterprise, actor=actor)
        if not outreach.of_policy(policy, [enterprise], seen_by=actor):
            told.append(_write(policy, enterprise, rules.way_of(visit.manner), visit, actor))
    return told


def _write(
    policy: Policy, enterprise: Enterprise, way: str, visit: Visit | None, actor: Viewer
) -> PolicyTelling:
    told = PolicyTelling.objects.create(
        policy=policy,
        enterprise=enterprise,
        way=way,
        visit=visit,
        told_by_id=actor.person_id,
        told_at=actor.at,
        told_on=visit.visited_on if visit else actor.today,
    )
    audit.record("policy.tell", policy, actor=actor, enterprise=enterprise.pk, way=way)
    return told


def hold(policy: Policy, enterprise: Enterprise, *, actor: Viewer) -> tuple[Policy, Enterprise]:
    """Whoever tells of one policy queues at it; then both are looked at again."""
    Policy.objects.select_for_update(no_key=True).filter(pk=policy.pk).values_list("pk").first()
    policy = policies.fetch(policy.pk, seen_by=actor)
    enterprise = enterprises.fetch(enterprise.pk, seen_by=actor)
    rules.check(policy, enterprise, actor)
    return policy, enterprise
