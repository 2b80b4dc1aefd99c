"""Which period is meant where none is asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

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
