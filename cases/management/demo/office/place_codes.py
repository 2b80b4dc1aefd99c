"""The demo's codes in public places: the county's own, two windows, and one that was replaced."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.management.demo.people import Cast
from cases.management.demo.texts import CENTRE, MARKET
from cases.management.demo.ticket_histories import Course
from enterprises.register.services.place_codes import issue_place_codes, renew_place_code

CLERK = "陈静"
DAYS = 20
WINDOWS = {CENTRE: ("3号综合窗口", "企业开办专区"), MARKET: ("注册登记窗口",)}


def course(cast: Cast, now: datetime) -> Course:
    """The office issues them; the sheet of one window is torn and replaced."""
    at = now.replace(hour=10, minute=5) - timedelta(days=DAYS)
    yield at
    office = cast.viewer(CLERK, at)
    issue_place_codes(cast.county, ["政务服务大厅一楼"], actor=office)
    for name, places in WINDOWS.items():
        codes = issue_place_codes(cast.county, places, actor=office, unit=cast.units[name])
    later = at + timedelta(days=9)
    yield later
    renew_place_code(codes[0], actor=cast.viewer(CLERK, later), reason="张贴的码被撕坏")
