"""The policies that a cadre may tell to whom they cover, as a phone takes them along."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.viewers.rules.viewer import Viewer
from cases.models import PolicyTelling
from cases.policies.rules import fit
from cases.policies.rules import policies as rules
from cases.policies.selectors import fitting, policies
from enterprises.models import Enterprise

# The newest of those in force; a phone is no library.
TAKEN = 50


@dataclass(frozen=True, slots=True)
class ToTell:
    """One policy, and the covered enterprises that it is for and that do not know of it yet."""

    pk: int
    title: str
    enterprise_ids: list[int]


def to_tell(*, seen_by: Viewer) -> list[ToTell]:
    """Return policies in force, each with whom it may be told to; four queries altogether."""
    if not seen_by.enterprise_ids:
        return []
    covered = Enterprise.objects.visible_to(seen_by).active()
    firms = list(covered.filter(pk__in=list(seen_by.enterprise_ids)).defer("pairs"))
    valid = policies.rows(seen_by=seen_by).filter(rules.in_force(seen_by.today))
    taken = list(valid[:TAKEN])
    told = set(
        PolicyTelling.objects.filter(policy__in=taken, enterprise__in=firms).values_list(
            "policy_id", "enterprise_id"
        )
    )
    facts = [(one, fitting.facts_of(one)) for one in firms]
    found = []
    for policy in taken:
        asked = policies.conditions(policy)
        ids = [
            one.pk
            for one, known in facts
            if one.county_id == policy.county_id
            and (policy.pk, one.pk) not in told
            and not fit.reasons(asked, known, {})
        ]
        if ids:
            found.append(ToTell(policy.pk, policy.title, ids))
    return found
