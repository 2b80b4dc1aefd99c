"""The demo's proposals: a county of few tickets learns sooner, and says that this is a demo."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from cadres.deadlines.rules.limits import Limit, LimitUnit
from cadres.deadlines.selectors import limits
from cadres.deadlines.services.limits import set_limit
from cadres.viewers.rules.viewer import Viewer
from cases.management.demo.people import Cast
from cases.proposals.rules.limit_keys import LEAST

FEW = 20
BASIS = "演示县的工单少，只为看得到建议而设；正式使用请删去，按默认值"


def learn_sooner(cast: Cast, now: datetime) -> None:
    """Set the limit of the demo; the worker learns, as in a night."""
    actor, today = Viewer.system(now), timezone.localdate(now)
    limit = Limit(
        LEAST, "", FEW, LimitUnit.TICKETS, BASIS, region_id=cast.county.pk, valid_from=today
    )
    set_limit(limit, actor=actor, read=limits.read([LEAST], seen_by=actor))
