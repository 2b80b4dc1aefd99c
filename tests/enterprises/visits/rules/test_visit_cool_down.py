"""When a visit of others still counts as lately."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.deadlines.rules.limits import Limit, LimitUnit
from enterprises.register.rules.visibility import VisitDate
from enterprises.visits.rules import visit_cool_down

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("amount", "unit", "since"),
    [
        (30, LimitUnit.CALENDAR_DAY, date(2026, 10, 21)),
        (30, LimitUnit.WORKDAY, date(2026, 10, 21)),
        (2, LimitUnit.MONTH, date(2026, 9, 20)),
        (48, LimitUnit.HOUR, date(2026, 11, 18)),
    ],
)
def test_the_limit_reaches_back(amount, unit, since):
    limit = Limit(visit_cool_down.COOL_DOWN, "", amount, unit, "无事不扰")

    assert visit_cool_down.quiet_since(limit, FRIDAY) == since


def test_nothing_lately_is_no_hint():
    limit = Limit(visit_cool_down.COOL_DOWN, "", 30, LimitUnit.CALENDAR_DAY, "无事不扰")

    assert visit_cool_down.hint(limit, []) is None


def test_the_newest_visit_is_named():
    limit = Limit(visit_cool_down.COOL_DOWN, "", 30, LimitUnit.CALENDAR_DAY, "无事不扰")
    lately = [VisitDate(date(2026, 11, 1), ()), VisitDate(date(2026, 11, 9), ("县工信局",))]

    found = visit_cool_down.hint(limit, lately)

    assert found is not None
    assert (found.newest.on, found.count) == (date(2026, 11, 9), 2)
