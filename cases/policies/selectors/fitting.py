"""Which enterprises a policy is for, and for each other one why it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.db.models import Value

from cadres.pages.selectors import paging
from cadres.pages.selectors.paging import Page
from cadres.viewers.rules.viewer import Viewer
from cases.models import Policy, PolicyTelling
from cases.policies.rules import fit
from cases.policies.rules import outreach as outreach_rules
from cases.policies.rules import policies as rules
from cases.policies.rules.fit import EnterpriseFacts, Fit, Reason
from cases.policies.rules.policies import PolicyState
from cases.policies.selectors import outreach, policies
from enterprises.models import Enterprise
from enterprises.register.models.querysets import EnterpriseQuerySet


@dataclass(frozen=True, slots=True)
class EnterpriseFit:
    """One enterprise as it stands to a policy; the sentences say why it does not fit."""

    enterprise: Enterprise
    reasons: tuple[Reason, ...]
    told: PolicyTelling | None = None
    may_tell: bool = False


@dataclass(frozen=True, slots=True)
class Fitting:
    """One page of the enterprises that stand so, and how many stand how."""

    kind: Fit
    page: Page
    counts: tuple[tuple[Fit, int], ...]


def fit_asked(asked: str) -> Fit:
    return next((one for one in Fit if one.value == asked), Fit.FITS)


def enterprises_of(policy: Policy, kind: Fit, *, seen_by: Viewer) -> EnterpriseQuerySet:
    """Return the enterprises on the register that stand so to the policy, by name."""
    seen = Enterprise.objects.visible_to(seen_by).active().filter(county_id=policy.county_id)
    found = seen.filter(fit.condition(kind, policies.conditions(policy)))
    return found.select_related("township").defer("pairs").order_by("name", "pk")


def fitting(policy: Policy, kind: Fit, number: str | None, *, seen_by: Viewer) -> Fitting:
    """Return a page of them; the database counts all three, up to where a count stops."""
    read = partial(_read, policy=policy, kind=kind, seen_by=seen_by)
    page = paging.page_of(enterprises_of(policy, kind, seen_by=seen_by), number, read=read)
    counts = tuple(
        (one, paging.capped_count(enterprises_of(policy, one, seen_by=seen_by))) for one in Fit
    )
    return Fitting(kind, page, counts)


def named(policy: Policy, kind: Fit, *, seen_by: Viewer) -> EnterpriseQuerySet:
    """Return those enterprises with the policy beside each, for a list that leaves the house."""
    found = enterprises_of(policy, kind, seen_by=seen_by)
    return found.annotate(policy_title=Value(policy.title), is_automatic=Value(policy.is_automatic))


def facts_of(enterprise: Enterprise) -> EnterpriseFacts:
    township = str(enterprise.township_id or "")
    return EnterpriseFacts(enterprise.size, enterprise.industry, township, tuple(enterprise.tags))


def _read(
    found: EnterpriseQuerySet, *, policy: Policy, kind: Fit, seen_by: Viewer
) -> Sequence[EnterpriseFit]:
    taken = list(found)
    asked = policies.conditions(policy)
    names = policies.township_names([asked], seen_by=seen_by)
    names |= {str(one.township_id): str(one.township) for one in taken if one.township}
    # Of what is over nobody is told, nor one for whom it is not.
    state = rules.state_of(policy, seen_by.today)
    is_worth_it = state is PolicyState.IN_FORCE and kind is not Fit.NOT
    told = outreach.of_policy(policy, taken, seen_by=seen_by)
    return [
        EnterpriseFit(
            one,
            fit.reasons(asked, facts_of(one), names),
            told.get(one.pk),
            is_worth_it and outreach_rules.may_tell(seen_by, one),
        )
        for one in taken
    ]
