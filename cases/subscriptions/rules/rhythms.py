"""When a subscription (定期送阅) goes out, and who may set one up."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import TextChoices

from cadres.viewers.rules.roles import OFFICE, SUPERVISION, UNIT, Role
from cadres.viewers.rules.viewer import Viewer

LONGEST_NAME, LONGEST_LIST, LONGEST_QUERY = 20, 20, 1000
# More at a time would be a mailing list, which is what notices to all are for.
MOST_READERS = 30
SUBSCRIBED_BY = "定期送阅由县助企办、责任单位、督查员和县领导设置。"


class Rhythm(TextChoices):
    WEEKLY = "weekly", "每周一"
    MONTHLY = "monthly", "每月 1 日"


def last_due(rhythm: Rhythm, today: date) -> date:
    """Return the last Monday, or first of a month, up to today: what was missed goes out late."""
    if rhythm is Rhythm.WEEKLY:
        return today - timedelta(days=today.weekday())
    return today.replace(day=1)


def may_subscribe(viewer: Viewer) -> bool:
    """Those who read lists and reports; an administrator reads none."""
    return bool(viewer.home_county_ids) and viewer.has(*OFFICE, *UNIT, *SUPERVISION, Role.LEADER)
