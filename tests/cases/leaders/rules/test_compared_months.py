"""The page tells of whole months, and of the same day a month and a year before."""

from __future__ import annotations

from datetime import date

import pytest

from cases.figures.rules.completion import Period
from cases.leaders.rules import compared_months


def test_the_month_that_runs_is_not_told():
    assert compared_months.last_month(date(2026, 12, 1)) == Period(
        date(2026, 11, 1), date(2026, 11, 30)
    )
    assert compared_months.last_month(date(2026, 1, 31)).since == date(2025, 12, 1)


def test_six_months_follow_each_other():
    found = compared_months.trend(date(2026, 3, 5))

    assert [one.since for one in found] == [
        *(date(2025, 9, 1), date(2025, 10, 1), date(2025, 11, 1)),
        *(date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)),
    ]
    assert found[-1].until == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("on", "month", "year"),
    [
        (date(2026, 12, 1), date(2026, 11, 1), date(2025, 12, 1)),
        (date(2026, 3, 30), date(2026, 2, 28), date(2025, 3, 30)),
        (date(2028, 2, 29), date(2028, 1, 31), date(2027, 2, 28)),
        (date(2026, 1, 15), date(2025, 12, 15), date(2025, 1, 15)),
    ],
)
def test_the_same_day_of_another_month(on, month, year):
    assert compared_months.month_earlier(on) == month
    assert compared_months.year_earlier(on) == year
