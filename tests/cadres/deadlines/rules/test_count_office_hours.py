"""Which moments are office time, and how much of it lies between two of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.deadlines.rules import holiday_notices, limits, office_hours
from cadres.deadlines.rules.holidays import Holiday
from cadres.deadlines.rules.limits import Limit, LimitUnit
from cadres.deadlines.rules.office_hours import Season, Span
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.errors import Invalid

SHANGHAI = ZoneInfo("Asia/Shanghai")
USUAL = Season(
    "默认作息", date(2020, 1, 1), (Span(time(8), time(12)), Span(time(14, 30), time(17, 30)))
)
SUMMER = Season("夏季", date(2026, 6, 1), (Span(time(8), time(12)), Span(time(15), time(18, 30))))
SPRING = Holiday("春节", date(2026, 2, 15), date(2026, 2, 23))
NOTICE = holiday_notices.Notice(2026, "", "", "", None, (SPRING,), ((date(2026, 2, 14), "春节"),))
CALENDAR = holiday_notices.calendar_of(
    holiday_notices.marked_days(NOTICE), {2026}, {date(2026, 3, 9): "大雪"}, hours=(USUAL, SUMMER)
)
MOMENTS = st.datetimes(
    datetime.combine(date(2026, 1, 1), time()), datetime.combine(date(2026, 12, 1), time())
)
LENGTHS = st.integers(1, 120 * 60).map(lambda minutes: timedelta(minutes=minutes))


def on(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(date(2026, month, day), time(hour, minute))


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (on(3, 5, 7, 59), on(3, 5, 8)),
        (on(3, 5, 8), on(3, 5, 8)),
        (on(3, 5, 12), on(3, 5, 14, 30)),
        (on(3, 5, 17, 29), on(3, 5, 17, 29)),
        (on(3, 5, 17, 30), on(3, 6, 8)),
        (on(3, 6, 18), on(3, 10, 8)),
        (on(2, 14, 18), on(2, 24, 8)),
        (on(2, 14, 9), on(2, 14, 9)),
        (on(6, 1, 14, 45), on(6, 1, 15)),
    ],
)
def test_nights_lunch_days_off_closures_make_up_days_and_summer_are_respected(at, opens):
    assert CALENDAR.next_office_moment(at) == opens
    assert CALENDAR.is_office_time(at) is (at == opens)


@pytest.mark.parametrize(
    ("start", "hours", "ends"),
    [
        (on(3, 5, 9), 3, on(3, 5, 12)),
        (on(3, 5, 9), 4, on(3, 5, 15, 30)),
        (on(3, 5, 17), 1, on(3, 6, 8, 30)),
        (on(3, 6, 17), 1, on(3, 10, 8, 30)),
        (on(3, 7, 10), 7, on(3, 10, 17, 30)),
        (on(2, 13, 16, 30), 8, on(2, 14, 17, 30)),
        (on(5, 29, 16, 30), 8, on(6, 1, 18)),
    ],
)
def test_working_hours_pass_only_while_offices_are_open(start, hours, ends):
    assert CALENDAR.add_working_hours(start, hours) == ends
    assert CALENDAR.working_time_between(start, ends) == timedelta(hours=hours)


def test_a_moment_with_a_zone_keeps_one():
    start = datetime(2026, 3, 5, 1, 0, tzinfo=ZoneInfo("UTC"))

    ends = CALENDAR.add_working_hours(start, 4)

    assert ends == datetime(2026, 3, 5, 15, 30, tzinfo=SHANGHAI)
    assert CALENDAR.working_time_between(start, ends) == timedelta(hours=4)


def test_without_hours_it_is_said_where_to_set_them():
    with pytest.raises(Invalid, match="作息时间"):
        WorkCalendar().next_office_moment(on(3, 5, 9))


@given(MOMENTS, LENGTHS)
def test_adding_and_measuring_are_inverse(start, length):
    ends = CALENDAR.add_working_time(start, length)

    assert CALENDAR.working_time_between(start, ends) == length
    assert CALENDAR.working_time_between(ends, start) == -length


@given(MOMENTS, LENGTHS, LENGTHS)
def test_adding_twice_is_adding_the_sum(start, first, second):
    between = CALENDAR.add_working_time(start, first)

    assert CALENDAR.add_working_time(between, second) == CALENDAR.add_working_time(
        start, first + second
    )


@given(MOMENTS)
def test_the_next_office_moment_is_office_time_and_nothing_of_it_lies_before(at):
    opens = CALENDAR.next_office_moment(at)

    assert CALENDAR.is_office_time(opens)
    assert CALENDAR.working_time_between(at, opens) == timedelta()


def test_a_nearer_region_s_hours_go_before_the_wider_ones_once_they_begin():
    own = Season("本县", date(2026, 4, 1), (Span(time(9), time(17)),))
    known = [("", USUAL), ("", SUMMER), ("41.13.", own), ("41.14.", replace(own, label="邻县"))]

    assert office_hours.seasons_at("41.13.01.", known) == (USUAL, own)
    assert office_hours.seasons_at("", known) == (USUAL, SUMMER)


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ((), "至少"),
        ((Span(time(12), time(8)),), "不晚于"),
        ((Span(time(8), time(8)),), "不晚于"),
        ((Span(time(8), time(12)), Span(time(11), time(17))), "重叠"),
    ],
)
def test_an_office_day_that_cannot_be_right_is_refused(spans, said):
    with pytest.raises(Invalid, match=said):
        office_hours.check("作息", spans)


def test_a_term_in_working_hours_has_its_moment():
    limit = Limit("accept", "", 4, LimitUnit.WORKING_HOUR, "测试")

    due = limits.due_on(limit, datetime(2026, 3, 6, 16, 0, tzinfo=SHANGHAI), CALENDAR)

    assert due.at == datetime(2026, 3, 10, 10, 30, tzinfo=SHANGHAI)
    assert (due.on, due.is_provisional) == (date(2026, 3, 10), False)


def test_a_term_in_working_hours_says_what_each_day_counts():
    limit = Limit("accept", "", 4, LimitUnit.WORKING_HOUR, "测试")

    lines = limits.explain(limit, on(3, 6, 16), CALENDAR)

    assert [line.reason for line in lines] == [
        "3月6日 16:00 起算，共 4 个工作小时",
        "3月6日 周五 工作日，计入 1 小时 30 分",
        "3月7日 周六 周末，不计入",
        "3月8日 周日 周末，不计入",
        "3月9日 大雪停止办公，不计入",
        "3月10日 周二 工作日，计入 2 小时 30 分",
        "3月10日 10:30 届满",
    ]


def test_a_term_in_hours_says_its_midnights_and_its_end():
    limit = Limit("promise", "utility", 24, LimitUnit.HOUR, "测试")

    lines = limits.explain(limit, on(3, 6, 16), CALENDAR)

    assert [line.reason for line in lines] == [
        "3月6日 16:00 起算，连续计 24 小时，夜间和休息日照计",
        "3月7日 零时，已计 8 小时",
        "3月7日 16:00 届满",
    ]
