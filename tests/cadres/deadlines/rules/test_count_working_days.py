"""The vectors of the official calendars, and what must hold for every day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cadres
from cadres.deadlines.rules import holiday_notices
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.errors import Invalid

PACKAGED = sorted((Path(cadres.__file__).parent / "calendars").glob("*.json"))


def calendar_of_notices(files: list[Path], **more) -> WorkCalendar:
    marked: frozenset[holiday_notices.MarkedDay] = frozenset()
    years = set()
    for file in files:
        notice = holiday_notices.notice_from(json.loads(file.read_text(encoding="utf-8")))
        holiday_notices.check(notice)
        marked, years = holiday_notices.after(marked, notice), years | {notice.year}
    return holiday_notices.calendar_of(marked, years, **more)


CALENDAR = calendar_of_notices(PACKAGED)
EARLIER = calendar_of_notices(PACKAGED[:-1])
DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-02-14", 1, "2026-02-24"),
        ("2026-02-20", 3, "2026-02-26"),
        ("2026-04-30", 3, "2026-05-08"),
        ("2026-04-30", 7, "2026-05-13"),
        ("2026-06-18", 1, "2026-06-22"),
        ("2026-09-18", 5, "2026-09-24"),
        ("2026-09-24", 10, "2026-10-15"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-09-30", 5, "2026-10-13"),
        ("2025-01-24", 1, "2025-01-26"),
        ("2025-01-24", 5, "2025-02-07"),
        ("2025-09-26", 3, "2025-09-30"),
        ("2025-09-30", 5, "2025-10-14"),
        ("2026-11-20", 15, "2026-12-11"),
        ("2026-03-06", 7, "2026-03-17"),
    ],
)
def test_a_term_ends_where_the_official_calendar_says(start, days, due):
    first, last = date.fromisoformat(start), date.fromisoformat(due)

    assert CALENDAR.add_working_days(first, days) == last
    assert CALENDAR.working_days_between(first, last) == days


@pytest.mark.parametrize(
    ("year", "days"),
    [(2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)],
)
def test_a_published_year_has_its_number_of_working_days(year, days):
    before, end = date(year - 1, 12, 31), date(year, 12, 31)

    assert CALENDAR.working_days_between(before, end) == days


def test_the_extension_of_2020_turns_a_make_up_day_into_a_day_off():
    first_only = calendar_of_notices(PACKAGED[:1])

    assert first_only.is_working(date(2020, 2, 1))
    assert not CALENDAR.is_working(date(2020, 2, 1))
    assert CALENDAR.add_working_days(date(2020, 1, 23), 1) == date(2020, 2, 3)


def test_2027_is_projected_from_the_law_and_marked_provisional():
    expected = [
        *(date(2027, 1, d) for d in (1, 2, 3)),
        *(date(2027, 2, d) for d in range(5, 13)),
        *(date(2027, 4, d) for d in (3, 4, 5)),
        *(date(2027, 5, d) for d in range(1, 6)),
        date(2027, 6, 9),
        date(2027, 9, 15),
        *(date(2027, 10, d) for d in range(1, 8)),
    ]
    year = [date(2027, 1, 1) + timedelta(days=i) for i in range(365)]

    assert [day for day in year if CALENDAR.label_of(day)] == expected
    assert CALENDAR.is_provisional(date(2026, 12, 30), date(2027, 1, 4))
    assert not CALENDAR.is_provisional(date(2026, 1, 1), date(2026, 12, 31))


def test_mid_autumn_inside_national_day_makes_eight_days():
    assert CALENDAR.label_of(date(2028, 10, 8)) == "国庆节、中秋节"
    assert not CALENDAR.label_of(date(2028, 10, 9))


def test_calendar_days_roll_over_a_holiday():
    assert CALENDAR.add_calendar_days(date(2026, 2, 10), 7) == date(2026, 2, 24)
    assert CALENDAR.add_calendar_days(date(2026, 2, 21), 7) == date(2026, 2, 28)


def test_a_month_ends_on_its_corresponding_day_or_its_last():
    assert CALENDAR.add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert CALENDAR.add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert CALENDAR.add_months(date(2026, 9, 5), 1) == date(2026, 10, 8)
    assert CALENDAR.add_months(date(2026, 11, 20), 2) == date(2027, 1, 20)


def test_a_local_closure_counts_for_nobody_there():
    closed = holiday_notices.calendar_of((), {2026}, closures={date(2026, 3, 9): "大雪停工"})

    assert closed.add_working_days(date(2026, 3, 6), 1) == date(2026, 3, 10)
    assert closed.word_for(date(2026, 3, 9)) == "大雪停工停止办公"


def test_each_day_is_explained_in_words():
    lines = CALENDAR.explain(date(2026, 2, 13), date(2026, 2, 28))
    reasons = [line.reason for line in lines]

    assert reasons[0] == "2月13日 起算当日，不计入"
    assert "2月14日 调休上班，计入" in reasons
    assert "2月15日 春节放假，不计入" in reasons
    assert "2月24日 周二 工作日，计入" in reasons
    assert reasons[-1] == "2月28日 调休上班，计入"
    assert sum(line.is_counted for line in lines) == 6


def test_an_unpublished_day_says_so():
    assert "日历未发布" in CALENDAR.word_for(date(2027, 1, 4))


def test_a_date_of_the_year_20233_or_1899_is_refused():
    for day in (date(1899, 1, 1), date(9999, 1, 1)):
        with pytest.raises(Invalid):
            CALENDAR.add_working_days(day, 5)
    with pytest.raises(Invalid):
        CALENDAR.add_calendar_days(date(2026, 1, 1), 10**12)
    with pytest.raises(Invalid):
        CALENDAR.add_working_days(date(2026, 1, 1), 10**7)
    with pytest.raises(Invalid):
        CALENDAR.add_months(date(2026, 1, 1), 10**7)


@given(DAYS, st.integers(1, 400))
def test_what_is_added_is_what_lies_between(start, days):
    due = CALENDAR.add_working_days(start, days)

    assert CALENDAR.working_days_between(start, due) == days
    assert CALENDAR.working_days_between(due, start) == -days
    assert CALENDAR.is_working(due)


@given(DAYS, st.integers(1, 60))
def test_counting_back_undoes_counting_forward_from_a_working_day(start, days):
    start = CALENDAR.roll_forward(start)

    assert CALENDAR.add_working_days(CALENDAR.add_working_days(start, days), -days) == start


@given(DAYS, DAYS, st.integers(0, 200))
def test_who_starts_later_never_ends_earlier(one, other, days):
    first, second = sorted((one, other))

    assert CALENDAR.add_working_days(first, days) <= CALENDAR.add_working_days(second, days)
    assert CALENDAR.add_calendar_days(first, days) <= CALENDAR.add_calendar_days(second, days)


@given(DAYS, st.integers(0, 200))
def test_no_term_ends_on_a_day_off(start, amount):
    assert CALENDAR.is_working(CALENDAR.add_working_days(start, amount))
    assert CALENDAR.is_working(CALENDAR.add_calendar_days(start, amount))
    assert CALENDAR.is_working(CALENDAR.add_months(start, amount % 24))


@given(st.dates(date(2020, 1, 1), date(2025, 12, 31)), st.integers(1, 100))
def test_a_later_notice_moves_nothing_in_the_years_before_it(start, days):
    due = EARLIER.add_working_days(start, days)

    if due.year < 2026:
        assert CALENDAR.add_working_days(start, days) == due


@given(DAYS, st.integers(1, 60))
def test_each_counted_day_of_an_explanation_is_a_working_day(start, days):
    lines = CALENDAR.explain(start, CALENDAR.add_working_days(start, days))

    assert sum(line.is_counted for line in lines) == days
    assert all(CALENDAR.is_working(line.day) for line in lines if line.is_counted)
