"""From 15 December on a missing calendar is told each week, until it is loaded."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.deadlines.rules import calendar_warnings, presets
from cadres.deadlines.rules.limits import Limit, LimitUnit
from cadres.deadlines.services.calendar_warnings import warn_of_calendar
from cadres.models import OutboxRow
from cadres.notifications.selectors import notices
from tests.cadres.deadlines.services.test_load_calendar import OF_2027
from tests.factories.people import moment
from tests.fresh import load_notice

AHEAD = Limit("calendar_warning", "", 17, LimitUnit.CALENDAR_DAY, "")


@pytest.mark.parametrize(
    ("today", "published", "year"),
    [
        (date(2026, 12, 14), {2026}, None),
        (date(2026, 12, 15), {2026}, 2027),
        (date(2026, 12, 31), {2026, 2027}, None),
        (date(2027, 1, 4), {2026}, 2027),
    ],
)
def test_it_is_spoken_of_from_its_day_until_it_is_there(today, published, year):
    assert calendar_warnings.missing_year(today, published, AHEAD) == year


def test_the_day_is_a_limit_with_its_basis():
    [row] = [limit for limit in presets.default().limits if limit.key == "calendar_warning"]

    assert (row.amount, row.unit) == (17, LimitUnit.CALENDAR_DAY)
    assert "放假通知" in row.basis
    assert calendar_warnings.missing_year(date(2026, 12, 15), {2026}, None) is None


def test_the_administrator_is_told_once_a_week_until_the_year_is_loaded(sysadmin, dispatcher):
    days = [date(2026, 12, day) for day in (14, 15, 16, 21, 22, 28)]
    assert [warn_of_calendar(moment(on)) for on in days] == [0, 1, 1, 1, 1, 1]

    rows = OutboxRow.objects.filter(kind="calendar_missing", channel="inbox")
    assert [(row.to_id, row.object_id) for row in rows] == [(sysadmin.cadre.pk, 2027)] * 3
    key, viewer = ("calendar_missing", 2027), sysadmin.viewer(days[-1])
    assert "2027 年" in notices.word([key], seen_by=viewer)[key].title
    assert notices.word([key], seen_by=dispatcher.viewer(days[-1])) == {}

    load_notice(OF_2027, actor=viewer)

    assert warn_of_calendar(moment(date(2026, 12, 30))) == 0
    assert notices.word([key], seen_by=viewer) == {}
