"""When a term of each unit of time ends."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.deadlines.rules import holiday_notices, limits
from cadres.deadlines.rules.holidays import Holiday
from cadres.deadlines.rules.limits import Due, Limit, LimitUnit
from cadres.errors import Invalid

SHANGHAI = ZoneInfo("Asia/Shanghai")
SPRING = Holiday("春节", date(2026, 2, 15), date(2026, 2, 23))
NOTICE = holiday_notices.Notice(2026, "", "", "", None, (SPRING,), ((date(2026, 2, 28), "春节"),))
CALENDAR = holiday_notices.calendar_of(holiday_notices.marked_days(NOTICE), {2026})


DAYS_AND_HOURS = [unit for unit in limits.TIME_UNITS if unit != LimitUnit.WORKING_HOUR]


def limit(amount: int, unit: LimitUnit) -> Limit:
    return Limit("promise", "", amount, unit, "测试")


def test_working_days_run_from_the_next_day():
    due = limits.due_on(limit(1, LimitUnit.WORKDAY), date(2026, 2, 13), CALENDAR)

    assert due == Due(date(2026, 2, 24), False)


def test_a_moment_stands_for_its_local_day():
    late = datetime(2026, 3, 5, 16, 30, tzinfo=ZoneInfo("UTC"))

    assert limits.due_on(limit(1, LimitUnit.WORKDAY), late, CALENDAR).on == date(2026, 3, 9)


def test_calendar_days_and_months_roll_forward():
    ten = limits.due_on(limit(10, LimitUnit.CALENDAR_DAY), date(2026, 2, 10), CALENDAR)
    month = limits.due_on(limit(1, LimitUnit.MONTH), date(2026, 1, 20), CALENDAR)

    assert ten.on == date(2026, 2, 24)
    assert month.on == date(2026, 2, 24)


def test_hours_run_on_through_nights_and_days_off():
    start = datetime(2026, 2, 14, 20, 0, tzinfo=SHANGHAI)

    due = limits.due_on(limit(24, LimitUnit.HOUR), start, CALENDAR)

    assert due.at == start + timedelta(hours=24)
    assert due.on == date(2026, 2, 15)


def test_hours_without_a_moment_are_refused():
    with pytest.raises(Invalid):
        limits.due_on(limit(24, LimitUnit.HOUR), date(2026, 2, 14), CALENDAR)


@pytest.mark.parametrize("unit", [LimitUnit.WORKDAY, LimitUnit.CALENDAR_DAY, LimitUnit.MONTH])
def test_a_term_into_an_unpublished_year_is_provisional(unit):
    assert limits.due_on(limit(2, unit), date(2026, 12, 31), CALENDAR).is_provisional
    assert not limits.due_on(limit(2, unit), date(2026, 3, 2), CALENDAR).is_provisional


def test_the_year_of_the_start_alone_does_not_make_a_date_provisional():
    due = limits.due_on(limit(2, LimitUnit.WORKDAY), date(2025, 12, 31), CALENDAR)

    assert due == Due(date(2026, 1, 2), False)


def test_a_calendar_day_term_explains_its_rolling():
    lines = limits.explain(limit(10, LimitUnit.CALENDAR_DAY), date(2026, 2, 12), CALENDAR)

    assert [line.day for line in lines[:2]] == [date(2026, 2, 12), date(2026, 2, 22)]
    assert lines[1].reason == "2月22日 春节放假，满 10 天（自然日）"
    assert lines[-1].reason == "2月24日 周二 工作日，顺延至此"


def test_an_hour_term_explains_itself():
    start = datetime(2026, 2, 14, 20, 0, tzinfo=SHANGHAI)

    assert "24 小时" in limits.explain(limit(24, LimitUnit.HOUR), start, CALENDAR)[0].reason


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (7, LimitUnit.WORKDAY, "7 个工作日"),
        (4, LimitUnit.WORKING_HOUR, "4 个工作小时"),
        (24, LimitUnit.HOUR, "24 小时"),
        (2, LimitUnit.TIMES, "2 次"),
        (20, LimitUnit.PERCENT, "20%"),
        (1, LimitUnit.SWITCH, "启用"),
    ],
)
def test_a_limit_reads_as_a_clerk_would_say_it(amount, unit, words):
    assert str(limit(amount, unit)) == words


@pytest.mark.parametrize("unit", [LimitUnit.TIMES, LimitUnit.PERCENT, LimitUnit.SWITCH])
def test_what_is_no_time_has_no_due_date(unit):
    for ask in (limits.due_on, limits.explain):
        with pytest.raises(Invalid, match="不能推算到期日"):
            ask(limit(2, unit), date(2026, 3, 2), CALENDAR)


def test_hours_begin_at_the_moment_and_days_with_the_day():
    at = datetime(2026, 3, 5, 9, 30, tzinfo=SHANGHAI)
    hours, days = limit(24, LimitUnit.HOUR), limit(1, LimitUnit.WORKDAY)

    assert limits.begin(hours, at.date(), at) == at
    assert limits.begin(days, at.date(), at) == at.date()


def test_hours_of_a_day_whose_moment_nobody_knows_begin_when_it_is_over():
    at = datetime(2026, 3, 5, 9, 30, tzinfo=SHANGHAI)
    midnight = datetime(2026, 3, 4, 0, 0, tzinfo=SHANGHAI)

    begins = limits.begin(limit(24, LimitUnit.HOUR), date(2026, 3, 3), at)
    assert midnight - begins == timedelta(microseconds=1)


@given(
    st.dates(date(2025, 6, 1), date(2026, 6, 1)),
    st.integers(0, 40),
    st.sampled_from(DAYS_AND_HOURS),
)
def test_an_explanation_ends_on_the_due_date(start, amount, unit):
    moment = datetime(start.year, start.month, start.day, 9, 0, tzinfo=SHANGHAI)

    lines = limits.explain(limit(amount, unit), moment, CALENDAR)

    assert lines[-1].day == limits.due_on(limit(amount, unit), moment, CALENDAR).on
