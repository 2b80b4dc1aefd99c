"""From which day to which a quarter lasts."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid, WrongState
from cases.leads.register.rules import quarter_lists as quarterly


@pytest.mark.parametrize(
    ("quarter", "first", "last"),
    [(1, (1, 1), (3, 31)), (2, (4, 1), (6, 30)), (3, (7, 1), (9, 30)), (4, (10, 1), (12, 31))],
)
def test_a_quarter_has_three_months(quarter, first, last):
    assert quarterly.period_of(2026, quarter) == (date(2026, *first), date(2026, *last))


def test_there_is_no_fifth():
    with pytest.raises(Invalid):
        quarterly.period_of(2026, 5)


def test_it_must_be_over():
    with pytest.raises(WrongState, match="3月31日"):
        quarterly.check_over(date(2026, 3, 31), date(2026, 3, 31))
