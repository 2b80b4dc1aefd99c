"""A clock that stood still: the term ends later by what the pauses held, and never earlier."""

from __future__ import annotations

import functools
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadres.deadlines.rules import limits
from cadres.deadlines.rules.holiday_notices import calendar_of
from cadres.deadlines.rules.limits import Limit, LimitUnit
from cadres.deadlines.rules.pauses import merged, nearest
from cadres.errors import Invalid
from tests.cadres.deadlines.rules.test_count_office_hours import CALENDAR, NOTICE, SHANGHAI, USUAL

DAYS = (LimitUnit.WORKDAY, LimitUnit.CALENDAR_DAY, LimitUnit.MONTH)
MOMENTS = st.datetimes(
    datetime.combine(date(2026, 1, 1), time()), datetime.combine(date(2026, 11, 1), time())
)
PAUSES = st.lists(
    st.tuples(MOMENTS, st.timedeltas(timedelta(), timedelta(days=40))).map(
        lambda given: (given[0], given[0] + given[1])
    ),
    max_size=5,
)
TERMS = st.builds(
    Limit,
    st.just("unit_own"),
    st.just(""),
    st.integers(1, 60),
    st.sampled_from(limits.TIME_UNITS),
    st.just("测试"),
)


def limit(amount: int, unit: LimitUnit) -> Limit:
    return Limit("unit_own", "", amount, unit, "测试")


def on(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


def end(term, start, pauses):
    due = limits.prolonged(term, start, CALENDAR, pauses)
    return due.at or due.on


def test_working_days_of_a_pause_are_given_back():
    term = limit(5, LimitUnit.WORKDAY)

    # Stopped on Tuesday, running again on Friday: Wednesday, Thursday and Friday stood still.
    assert end(term, date(2026, 3, 16), [(on(3, 17), on(3, 20))]) == date(2026, 3, 26)


def test_calendar_days_are_given_back_and_then_the_end_rolls():
    term = limit(10, LimitUnit.CALENDAR_DAY)

    assert end(term, date(2026, 3, 16), []) == date(2026, 3, 26)
    assert end(term, date(2026, 3, 16), [(on(3, 17), on(3, 19))]) == date(2026, 3, 30)


def test_a_month_is_prolonged_by_the_days_paused():
    assert end(limit(1, LimitUnit.MONTH), date(2026, 3, 16), [(on(3, 17), on(3, 19))]) == date(
        2026, 4, 20
    )


def test_hours_are_given_back_to_the_minute():
    term = limit(24, LimitUnit.HOUR)

    assert end(term, on(3, 16), [(on(3, 16, 10), on(3, 16, 12, 30))]) == on(3, 17, 11, 30)


def test_of_working_hours_only_office_time_is_given_back():
    term = limit(4, LimitUnit.WORKING_HOUR)

    # From 11:00 to 15:00 there are an hour before lunch and half an hour after it.
    assert end(term, on(3, 16), [(on(3, 16, 11), on(3, 16, 15))]) == on(3, 16, 17)


def test_overlapping_pauses_count_once():
    term = limit(5, LimitUnit.WORKDAY)
    twice = [(on(3, 17), on(3, 19)), (on(3, 18), on(3, 20)), (on(3, 18), on(3, 19))]

    assert end(term, date(2026, 3, 16), twice) == end(
        term, date(2026, 3, 16), [(on(3, 17), on(3, 20))]
    )


def test_what_stood_still_before_the_start_does_not_count():
    term = limit(5, LimitUnit.WORKDAY)
    early = [(on(3, 1), on(3, 10)), (on(3, 12), on(3, 17))]

    assert end(term, date(2026, 3, 16), early) == date(2026, 3, 24)


def test_a_pause_that_ends_before_it_begins_is_refused():
    with pytest.raises(Invalid, match="恢复计时"):
        end(limit(5, LimitUnit.WORKDAY), date(2026, 3, 16), [(on(3, 18), on(3, 17))])


def test_pauses_kept_in_another_zone_are_the_same_pauses():
    utc = [(at.astimezone(ZoneInfo("UTC")), until) for at, until in [(on(3, 17, 1), on(3, 19))]]
    for unit in limits.TIME_UNITS:
        term = limit(30, unit)
        assert end(term, on(3, 16), utc) == end(term, on(3, 16), [(on(3, 17, 1), on(3, 19))])


@given(TERMS, MOMENTS, PAUSES)
def test_a_pause_never_shortens_a_term(term, start, pauses):
    assert end(term, start, pauses) >= end(term, start, [])


@given(TERMS, MOMENTS, PAUSES, PAUSES)
def test_more_pauses_never_end_a_term_earlier(term, start, some, more):
    assert end(term, start, [*some, *more]) >= end(term, start, some)


MINUTE = timedelta(minutes=1)
FEW_PAUSES = st.lists(
    st.tuples(st.integers(0, 9 * 24 * 60), st.integers(1, 3 * 24 * 60)), min_size=1, max_size=4
)


@functools.cache
def office_minutes(day: date) -> frozenset[datetime]:
    """Every minute of the day on which offices are open, counted one by one."""
    minutes = (datetime.combine(day, time()) + MINUTE * one for one in range(24 * 60))
    return frozenset(at for at in minutes if CALENDAR.is_office_time(at))


def stood_still(start: datetime, pauses) -> set[datetime]:
    """The minutes in which the clock did not run, counted one by one."""
    return {
        start + MINUTE * minute
        for begins, length in pauses
        for minute in range(begins, begins + length)
    }


def as_pauses(start: datetime, pauses):
    return [(start + MINUTE * since, start + MINUTE * (since + long)) for since, long in pauses]


@settings(max_examples=40, deadline=None)
@given(MOMENTS, FEW_PAUSES)
def test_what_a_counter_of_minutes_saw_standing_still_is_given_back_in_every_unit(start, pauses):
    start = start.replace(second=0, microsecond=0)
    still, given_back = stood_still(start, pauses), as_pauses(start, pauses)
    open_still = [at for at in still if at in office_minutes(at.date())]
    amounts = {LimitUnit.CALENDAR_DAY: 40, LimitUnit.MONTH: 2, LimitUnit.WORKDAY: 40}

    for unit, amount in {**amounts, LimitUnit.HOUR: 900, LimitUnit.WORKING_HOUR: 300}.items():
        plain, later = (end(limit(amount, unit), start, some) for some in ([], given_back))
        match unit:
            case LimitUnit.HOUR:
                assert later - plain == MINUTE * len(still)
            case LimitUnit.WORKING_HOUR:
                assert CALENDAR.working_time_between(plain, later) == MINUTE * len(open_still)
            case LimitUnit.WORKDAY:
                shares = (Fraction(1, len(office_minutes(at.date()))) for at in open_still)
                days = CALENDAR.working_days_between(plain, later)
                assert abs(days - sum(shares)) <= Fraction(1, 2)
            case _:
                nominal = limits.nominal_end(limit(amount, unit), start.date())
                days = nearest(Fraction(len(still), 24 * 60))
                assert later == CALENDAR.add_calendar_days(nominal, days)


@pytest.mark.parametrize(
    ("unit", "start", "paused", "ends"),
    [
        # Asked each evening and answered each morning, the clock ran through every office day.
        ("workday", (3, 16), [((17, 17), (18, 8)), ((18, 17), (19, 8)), ((19, 17), (20, 8))], 23),
        # A whole office day between morning and evening of one day is a day.
        ("workday", (3, 16), [((17, 8), (17, 18))], 24),
        # Two pauses of five minutes are no day.
        ("workday", (3, 16), [((17, 9), (17, 9.1)), ((18, 9), (18, 9.1))], 23),
        # Twelve days after the 9th are Saturday the 21st: two days more are Monday, once rolled.
        ("calendar_day", (3, 9), [((10, 9), (11, 9)), ((12, 9), (13, 9))], 23),
        # It began on the Sunday before a Monday that the roll gave, and ran on a Wednesday.
        ("calendar_day", (3, 9), [((22, 10), (25, 9))], 25),
    ],
)
def test_nothing_is_given_twice_and_nothing_is_lost(unit, start, paused, ends):
    term = limit(12 if unit == "calendar_day" else 5, LimitUnit(unit))
    pauses = [
        (on(3, since[0], int(since[1])), on(3, until[0], int(until[1]), int(until[1] % 1 * 60)))
        for since, until in paused
    ]

    assert end(term, date(2026, *start), pauses) == date(2026, 3, ends)


@given(st.integers(1, 200), MOMENTS, PAUSES)
def test_hours_add_up_while_the_term_runs(amount, start, pauses):
    term = limit(amount, LimitUnit.HOUR)
    ends = end(term, start, [])
    for since, until in merged(pauses, start):
        ends += until - since if since < ends else timedelta()

    assert end(term, start, pauses) == ends


@given(st.integers(1, 60), MOMENTS, PAUSES)
def test_working_hours_paused_are_the_working_time_between_both_ends(amount, start, pauses):
    term = limit(amount, LimitUnit.WORKING_HOUR)
    plain = ends = end(term, start, [])
    covered = timedelta()
    for since, until in merged(pauses, start):
        if since < ends:
            covered += CALENDAR.working_time_between(since, until)
            ends = CALENDAR.add_working_time(plain, covered) if covered else plain

    assert CALENDAR.working_time_between(plain, end(term, start, pauses)) == covered


@given(TERMS, MOMENTS)
def test_a_pause_that_begins_when_the_term_is_over_moves_nothing(term, start):
    plain = limits.due_on(term, start, CALENDAR)
    over = datetime.combine(plain.on + timedelta(days=1), time(12))

    assert limits.prolonged(term, start, CALENDAR, [(over, over + timedelta(days=9))]) == plain


@given(TERMS.filter(lambda term: term.unit in DAYS), MOMENTS, PAUSES)
def test_a_term_of_days_never_ends_on_a_day_off(term, start, pauses):
    assert CALENDAR.is_working(end(term, start, pauses))


@given(TERMS, MOMENTS)
def test_an_explanation_ends_on_the_day_the_term_ends(term, start):
    assert limits.explain(term, start, CALENDAR)[-1].day == limits.due_on(term, start, CALENDAR).on


def test_a_term_that_a_pause_carries_into_an_unpublished_year_is_provisional():
    calendar = calendar_of((), {NOTICE.year}, hours=(USUAL,))
    pause = (on(11, 30, 10), datetime.combine(date(2027, 1, 20), time(9), SHANGHAI))

    for unit in (LimitUnit.WORKDAY, LimitUnit.CALENDAR_DAY, LimitUnit.WORKING_HOUR):
        assert limits.prolonged(limit(5, unit), on(11, 30), calendar, [pause]).is_provisional
        assert not limits.due_on(limit(5, unit), on(11, 30), calendar).is_provisional
