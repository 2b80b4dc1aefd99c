"""The policies in force for one enterprise: what fits, what is to be checked, what nearly fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cadres.pages.selectors import paging
from cadres.pages.selectors.paging import Page
from cadres.viewers.rules.viewer import Viewer
from cases.models import Policy, PolicyCondition, PolicyTelling
from cases.policies.rules import fit
from cases.policies.rules import outreach as outreach_rules
from cases.policies.rules import policies as rules
from cases.policies.rules.fit import Reason
from cases.policies.rules.list_views import Near
from cases.policies.selectors import fitting, outreach, policies
from enterprises.models import Enterprise

# So many of each stand on the enterprise's page; the rest one press further.
SHOWN = 5
# In a visit's form as many can be ticked: nobody speaks of more.
TO_TELL = 20


@dataclass(frozen=True, slots=True)
class PolicyOfEnterprise:
    """One policy as it stands to the enterprise, and whether it was told."""

    row: Policy
    reasons: tuple[Reason, ...]
    told: PolicyTelling | None


@dataclass(frozen=True, slots=True)
class PoliciesOfEnterprise:
    """The first ones of each kind, and how many there are."""

    enterprise: Enterprise
    groups: tuple[tuple[Near, Page], ...]
    may_tell: bool


def part(
    enterprise: Enterprise, *, seen_by: Viewer, is_near: bool, asked: Mapping[str, str]
) -> Enterprise:
    """The enterprise's page asks nothing here: what fits is fetched when the page is there."""
    return enterprise


def overview(enterprise: Enterprise, *, seen_by: Viewer) -> PoliciesOfEnterprise:
    """Return the first policies of each kind, as the enterprise's page shows them."""
    groups = tuple(
        (kind, page(enterprise, kind, None, seen_by=seen_by, size=SHOWN)) for kind in Near
    )
    may_tell = enterprise.is_active and outreach_rules.may_tell(seen_by, enterprise)
    return PoliciesOfEnterprise(enterprise, groups, may_tell)


def near_asked(asked: str) -> Near:
    return next((one for one in Near if one.value == asked), Near.FITS)


def page(
    enterprise: Enterprise,
    kind: Near,
    number: str | None,
    *,
    seen_by: Viewer,
    size: int = paging.SIZE,
) -> Page:
    """Return a page of the policies in force that stand so to the enterprise."""
    read = partial(_read, enterprise=enterprise, seen_by=seen_by)
    return paging.page_of(rows(enterprise, kind, seen_by=seen_by), number, size, read)


def rows(enterprise: Enterprise, kind: Near, *, seen_by: Viewer) -> QuerySet[Policy]:
    """Return the policies in force that stand so to the enterprise, the newest first."""
    facts = fitting.facts_of(enterprise)
    found = policies.rows(seen_by=seen_by).filter(
        rules.in_force(seen_by.today), county_id=enterprise.county_id
    )
    counted = found.annotate(
        failing=_count(fit.failing(facts)),
        unknown=_count(fit.open_questions(facts)),
        every=_count(Q()),
    )
    wanted = {
        Near.FITS: Q(failing=0, unknown=0),
        Near.UNKNOWN: Q(failing=0, unknown__gt=0),
        # Of a policy with one condition everything is lacking, not one thing.
        Near.NEAR: Q(failing=1, unknown=0, every__gt=1),
    }
    return counted.filter(wanted[kind])


def to_tell(enterprise: Enterprise, *, seen_by: Viewer, with_told: bool = False) -> list[Policy]:
    """Return the policies in force that are for an enterprise and that it was not told of yet."""
    found = rows(enterprise, Near.FITS, seen_by=seen_by)
    if not with_told:
        found = found.exclude(tellings__enterprise=enterprise)
    return list(found[:TO_TELL])


def _count(of: Q) -> Coalesce:
    own = PolicyCondition.objects.filter(of, policy=OuterRef("pk")).order_by()
    return Coalesce(Subquery(own.values("policy").annotate(n=Count("pk")).values("n")), 0)


def _read(
    found: Iterable[Policy], *, enterprise: Enterprise, seen_by: Viewer
) -> list[PolicyOfEnterprise]:
    taken = list(found)
    asked = [policies.conditions(one) for one in taken]
    names = policies.township_names(asked, seen_by=seen_by)
    if enterprise.township:
        names[str(enterprise.township_id)] = enterprise.township.name
    facts = fitting.facts_of(enterprise)
    told = outreach.of_enterprise(enterprise, taken, seen_by=seen_by)
    return [
        PolicyOfEnterprise(one, fit.reasons(conditions, facts, names), told.get(one.pk))
        for one, conditions in zip(taken, asked, strict=True)
    ]
