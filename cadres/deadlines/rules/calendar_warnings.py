"""From when on a calendar that is missing is spoken of (次年日历未载入), and of which year."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta

from cadres.deadlines.rules import presets
from cadres.deadlines.rules.limit_groups import Group
from cadres.deadlines.rules.limits import Limit, LimitKey, LimitUnit

AHEAD = LimitKey("calendar_warning", "次年日历未载入，元旦前多久起提醒", LimitUnit.CALENDAR_DAY)
GROUP = Group(100, "工作日历", (AHEAD,))
_HOLIDAYS = "国务院办公厅放假通知历年于10月下旬至12月上旬发布（2019—2025年）"
USUAL = presets.rows(_HOLIDAYS, (AHEAD, "", 17, LimitUnit.CALENDAR_DAY))


def missing_year(today: date, published: Container[int], ahead: Limit | None) -> int | None:
    """Return the first year whose notice is not loaded although it is time; None where all is well.

    `ahead` says how many days before New Year's Day the next year counts; without it, none does.
    """
    if today.year not in published:
        return today.year
    following = today.year + 1
    if ahead is None or following in published:
        return None
    begins = date(following, 1, 1) - timedelta(days=ahead.amount)
    return following if today >= begins else None


def week_of(today: date) -> str:
    """Name the week: in each the missing calendar is told once."""
    year, week, _ = today.isocalendar()
    return f"{year}-W{week:02}"
