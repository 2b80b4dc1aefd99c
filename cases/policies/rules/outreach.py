"""An enterprise is told of a policy: by whom, in which way, and never twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import TextChoices

from cadres.errors import NotPermitted, WrongState
from cadres.viewers.rules.viewer import Viewer
from cases.policies.rules import policies
from cases.policies.rules.policies import PolicyState
from enterprises.register.rules import visibility
from enterprises.visits.rules.visits import Manner

if TYPE_CHECKING:
    from cases.models import Policy
    from enterprises.models import Enterprise

TOLD_BY = "政策由包联干部或县助企办告知企业，请联系他们。"
OTHER_COUNTY = "这项政策不面向这家企业所在的县。"
OFF_REGISTER = "这家企业已移出名录。"


class Way(TextChoices):
    VISIT = "visit", "走访时"
    PHONE = "phone", "电话"
    LINK = "link", "发链接"


def may_tell(viewer: Viewer, enterprise: Enterprise) -> bool:
    """The covering team its own; the office all of its county."""
    return visibility.covers(viewer, enterprise)


def way_of(manner: str) -> Way:
    """Return in which way a policy was told at a contact of this manner."""
    return {Manner.PHONE: Way.PHONE, Manner.ONLINE: Way.LINK}.get(Manner(manner), Way.VISIT)


def check(policy: Policy, enterprise: Enterprise, viewer: Viewer) -> None:
    """Raise where this person may not tell this enterprise of it, or not now."""
    if not may_tell(viewer, enterprise):
        raise NotPermitted(TOLD_BY)
    if policy.county_id != enterprise.county_id:
        raise WrongState(OTHER_COUNTY)
    if not enterprise.is_active:
        raise WrongState(OFF_REGISTER)
    state = policies.state_of(policy, viewer.today)
    if state is not PolicyState.IN_FORCE:
        raise WrongState(f"这项政策{state.label}，现在不告知企业。")


def said_already(told_on: date, way: Way, name: str) -> str:
    return f"已于 {told_on:%Y-%m-%d} 由{name}告知（{way.label}），同一政策不重复告知。"
