"""Which enterprise was told of which policy, when and by whom."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from cadres.viewers.rules.viewer import Viewer
from cases.models import Policy, PolicyTelling
from cases.policies.rules import policies as rules
from enterprises.models import Enterprise


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
