"""How far a promise may be put off, and until when that may be asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.deadlines.rules.limits import Due, Limit, LimitUnit
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.errors import DomainError, Invalid, WrongState
from cases.tickets.rules.applications import extensions
from cases.tickets.rules.applications.extensions import Terms

DAYS = WorkCalendar()
dues = st.dates(date(2026, 1, 5), date(2026, 11, 30))


def limit(amount: int, unit: LimitUnit = LimitUnit.WORKDAY) -> Limit:
    return Limit("extension", "", amount, unit, "办法")


def terms(due_on: date, *, length: int = 7, granted: int = 0, last_on: date | None = None) -> Terms:
    due = Due(due_on, False)
    return Terms(limit(1), limit(length), limit(1, LimitUnit.TIMES), granted, due, last_on)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


@given(dues, st.integers(1, 60))
def test_an_extension_always_ends_later_and_on_a_working_day(due_on, more):
    after = extensions.extended(Due(due_on, False), more, DAYS).on

    assert after > due_on
    assert DAYS.is_working(after)
    assert DAYS.working_days_between(due_on, after) == more


@given(dues, st.integers(0, 40), st.integers(1, 20), st.integers(0, 60))
def test_whatever_is_allowed_keeps_to_all_limits(due_on, more, length, rest):
    last_on = due_on + timedelta(days=rest)
    allowed = terms(due_on, length=length, last_on=last_on)

    try:
        extensions.check_length(allowed, more, DAYS)
    except Invalid:
        return
    after = extensions.extended(allowed.due, more, DAYS).on
    assert 1 <= more <= length
    assert after <= min(last_on, extensions.farthest(allowed, DAYS))


@given(dues, st.integers(-10, 10))
def test_it_is_asked_for_before_the_last_day_or_not_at_all(due_on, offset):
    today = due_on + timedelta(days=offset)
    has_time = DAYS.add_working_days(today, 1) <= due_on

    try:
        extensions.check(terms(due_on), noon(today), DAYS)
    except DomainError:
        assert not has_time
    else:
        assert has_time


def test_what_was_extended_as_often_as_allowed_is_not_extended_again():
    with pytest.raises(WrongState, match="最多 1 次"):
        extensions.check(terms(date(2026, 3, 11), granted=1), noon(date(2026, 3, 2)), DAYS)


@given(dues, st.integers(1, 120))
def test_a_review_is_never_later_than_its_calendar_days(today, amount):
    latest = extensions.latest_review(limit(amount, LimitUnit.CALENDAR_DAY), today, DAYS)

    assert latest == today + timedelta(days=amount)
