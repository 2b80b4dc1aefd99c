"""惠企政策: who keeps and sees them, and when one is in force."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, TextChoices

from cadres.errors import NotPermitted, WrongState
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Kind, Viewer

if TYPE_CHECKING:
    from cases.models import Policy

LONGEST_TITLE = text_limits.DOCUMENT
LONGEST_ISSUER = 100
LONGEST_NUMBER = text_limits.OUTER_NUMBER
LONGEST_PLACE = 300
LONGEST_INDUSTRY = 60
ABSENT = "没有这项政策。"
KEPT_BY = "惠企政策由县助企办登记和维护。"


class PolicyState(TextChoices):
    """Follows from the columns of a policy and the day; nowhere stored."""

    AHEAD = "ahead", "未生效"
    IN_FORCE = "in_force", "有效"
    OVER = "over", "已过期"
    VOID = "void", "已作废"


class PolicyVerb(TextChoices):
    FILE = "file", "登记"
    CORRECT = "correct", "修改"
    VOID = "void", "作废"
    MOVE = "move", "随单位转交"


PRESSED = (PolicyVerb.CORRECT, PolicyVerb.VOID)


def policies_for(viewer: Viewer) -> Q:
    """Whoever works in the county: policies are public, and everybody may speak of them."""
    if viewer.is_system:
        return Q()
    if viewer.kind is Kind.ENTERPRISE or not viewer.home_county_ids:
        return Q(pk__in=[])
    return Q(county_id__any_of=viewer.home_county_ids)


def in_force(on: date) -> Q:
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    lasts = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return begun & lasts & Q(voided_at__isnull=True)


def state_of(row: Policy, on: date) -> PolicyState:
    if row.voided_at is not None:
        return PolicyState.VOID
    if row.valid_from is not None and row.valid_from > on:
        return PolicyState.AHEAD
    is_over = row.valid_to is not None and row.valid_to < on
    return PolicyState.OVER if is_over else PolicyState.IN_FORCE


def may_keep(viewer: Viewer, county_id: int) -> bool:
    return county_id in viewer.office_county_ids


def check(verb: PolicyVerb, row: Policy, viewer: Viewer) -> None:
    """Raise where this person may not do it, or not as it stands."""
    if not may_keep(viewer, row.county_id):
        raise NotPermitted(KEPT_BY)
    if row.voided_at is not None:
        raise WrongState(f"这项政策已作废，不能{verb.label}。")


def verbs_for(row: Policy, viewer: Viewer) -> tuple[PolicyVerb, ...]:
    """Return what this person may press now, in the order of the buttons."""
    is_open = may_keep(viewer, row.county_id) and row.voided_at is None
    return PRESSED if is_open else ()
