"""Which period is meant where none is asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.errors import Invalid
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules import periods
from cases.figures.rules.completion import Period
from cases.figures.web.forms import CompletionForm
from tests.factories.people import moment


def test_new_year_s_day_shows_the_year_that_ended_and_not_one_day():
    for day in (date(2027, 1, 1), date(2027, 1, 31)):
        assert periods.usual(day) == Period(date(2026, 1, 1), date(2026, 12, 31))
    assert periods.usual(date(2027, 2, 1)) == Period(date(2027, 1, 1), date(2027, 2, 1))


def test_the_usual_period_never_shows_a_year_beside_a_day():
    for ahead in range(366 * 4):
        period = periods.usual(date(2026, 1, 1) + timedelta(days=ahead))
        assert period.since.year == period.until.year
        assert (period.until - period.since).days >= 31


@pytest.mark.parametrize("today", [date(2027, 1, 1), date(2026, 11, 30), date(2028, 2, 29)])
def test_each_named_period_ends_by_today_and_says_its_name(today):
    found = dict(periods.named(today))

    assert all(period.until <= today for period in found.values())
    assert found["上月"].until + timedelta(days=1) == found["本月"].since
    assert found["本季度"].since.month in (1, 4, 7, 10)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, (date(2026, 1, 1), date(2026, 12, 31))),
        ({"until": "2026-06-30"}, (date(2026, 1, 1), date(2026, 6, 30))),
        ({"since": "2026-12-01"}, (date(2026, 12, 1), date(2027, 1, 1))),
    ],
)
def test_the_form_asks_the_usual_period_and_completes_what_is_half_given(given, expected):
    form = CompletionForm(given, viewer=Viewer.system(moment(date(2027, 1, 1))))

    assert form.is_valid()
    period = form.question().period
    assert (period.since, period.until) == expected


@pytest.mark.parametrize(
    ("given", "before"),
    [
        # Whole months beside as many whole months.
        ((date(2026, 3, 1), date(2026, 3, 31)), (date(2026, 2, 1), date(2026, 2, 28))),
        ((date(2026, 1, 1), date(2026, 3, 31)), (date(2025, 10, 1), date(2025, 12, 31))),
        # A month that runs beside the same days of the month before.
        ((date(2026, 3, 1), date(2026, 3, 10)), (date(2026, 2, 1), date(2026, 2, 10))),
        ((date(2026, 3, 1), date(2026, 3, 30)), (date(2026, 2, 1), date(2026, 2, 28))),
        # Any days beside as many days.
        ((date(2026, 3, 9), date(2026, 3, 15)), (date(2026, 3, 2), date(2026, 3, 8))),
    ],
)
def test_the_period_before_is_as_long(given, before):
    assert periods.before(Period(*given)) == Period(*before)


def test_last_year_has_the_same_days():
    assert periods.year_earlier(Period(date(2024, 2, 1), date(2024, 2, 29))) == Period(
        date(2023, 2, 1), date(2023, 2, 28)
    )


def test_an_earlier_period_is_looked_at_when_it_was_as_old():
    march, february = (
        Period(date(2026, 3, 1), date(2026, 3, 31)),
        Period(date(2026, 2, 1), date(2026, 2, 28)),
    )

    assert periods.looked_at_alike(february, march, date(2026, 4, 10)) == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("key", "since", "until", "label"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28), "2026年2月"),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "2026年第4季度"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2026年"),
    ],
)
def test_a_key_of_time_is_its_days(key, since, until, label):
    assert (periods.of_key(key), periods.label(key)) == (Period(since, until), label)


@pytest.mark.parametrize("key", ["", "2026-13", "2026-Q5", "26", "2026-3", "0001", "x"])
def test_what_is_no_key_of_time_is_refused(key):
    with pytest.raises(Invalid):
        periods.of_key(key)
