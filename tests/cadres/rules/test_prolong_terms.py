"""A clock that stood still: the term ends later by what the pauses held, and never earlier."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.errors import Invalid
from cadres.rules import limits
from cadres.rules.limits import Limit, LimitUnit
from cadres.rules.notices import calendar_of
from tests.cadres.rules.test_count_office_hours import CALENDAR, NOTICE, SHANGHAI, USUAL

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


@given(st.integers(1, 60), MOMENTS, st.lists(st.integers(0, 15), min_size=1, max_size=4))
def test_working_days_of_one_pause_after_another_add_up(amount, start, lengths):
    term, pauses, at, still = limit(amount, LimitUnit.WORKDAY), [], start, 0
    for days in lengths:
        pauses.append((at, at + timedelta(days=days)))
        still += CALENDAR.working_days_between(pauses[-1][0].date(), pauses[-1][1].date())
        at = pauses[-1][1] + timedelta(days=1)

    plain = limits.due_on(term, start, CALENDAR).on
    assert CALENDAR.working_days_between(plain, end(term, start, pauses)) == still


@given(st.integers(1, 200), MOMENTS, PAUSES)
def test_hours_add_up(amount, start, pauses):
    covered, last = timedelta(), start
    for since, until in sorted(pauses):
        covered += max(until, last) - max(since, last)
        last = max(until, last)

    plain = end(limit(amount, LimitUnit.HOUR), start, [])
    assert end(limit(amount, LimitUnit.HOUR), start, pauses) == plain + covered


@given(st.integers(1, 60), MOMENTS, PAUSES)
def test_working_hours_paused_are_the_working_time_between_both_ends(amount, start, pauses):
    term, covered, last = limit(amount, LimitUnit.WORKING_HOUR), timedelta(), start
    for since, until in sorted(pauses):
        covered += CALENDAR.working_time_between(max(since, last), max(until, last))
        last = max(until, last)

    assert CALENDAR.working_time_between(end(term, start, []), end(term, start, pauses)) == covered


@given(TERMS.filter(lambda term: term.unit in DAYS), MOMENTS, PAUSES)
def test_a_term_of_days_never_ends_on_a_day_off(term, start, pauses):
    assert CALENDAR.is_working(end(term, start, pauses))


@given(TERMS, MOMENTS)
def test_an_explanation_ends_on_the_day_the_term_ends(term, start):
    assert limits.explain(term, start, CALENDAR)[-1].day == limits.due_on(term, start, CALENDAR).on


def test_a_term_that_a_pause_carries_into_an_unpublished_year_is_provisional():
    calendar = calendar_of((), {NOTICE.year}, hours=(USUAL,))
    pause = (on(12, 1), datetime.combine(date(2027, 1, 20), time(9), SHANGHAI))

    for unit in (LimitUnit.WORKDAY, LimitUnit.CALENDAR_DAY, LimitUnit.WORKING_HOUR):
        assert limits.prolonged(limit(5, unit), on(11, 30), calendar, [pause]).is_provisional
        assert not limits.due_on(limit(5, unit), on(11, 30), calendar).is_provisional
