"""How a rate is formed and rounded: in one way, wherever it is shown."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadres.pages.rules import rates
from cadres.pages.rules.rates import Rate


@pytest.mark.parametrize(
    ("numerator", "denominator", "said"),
    [
        (12, 13, "92.3%（12/13）"),
        (13, 13, "100.0%（13/13）"),
        (0, 13, "0.0%（0/13）"),
        (1, 2, "50.0%（1/2）"),
        (1_999, 2_000, "99.9%（1999/2000）"),
        (1, 2_001, "0.1%（1/2001）"),
        (0, 0, "—"),
    ],
)
def test_a_rate_shows_its_numerator_and_denominator(numerator, denominator, said):
    assert Rate(numerator, denominator).words == said


def test_a_rate_of_nothing_is_none():
    assert Rate(0, 0).value is None
    assert (Rate(0, 0).percent, Rate(0, 0).parts) == ("—", "")


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 10**7).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_all_is_only_where_it_is_all_and_none_where_it_is_none(pair):
    part, whole = pair
    value = Rate(part, whole).value

    assert (value == 1, value == 0) == (part == whole, part == 0)
    assert abs(value - Decimal(part) / Decimal(whole)) <= rates.STEP
    assert Rate(part, whole).percent == f"{value:.1%}"
    assert (rates.whole_percent(part, whole) == 100) == (part == whole)
    assert (rates.whole_percent(part, whole) == 0) == (part == 0)


def test_an_average_of_a_little_is_not_nothing():
    assert rates.average(1, 30) == Decimal("0.1")
    assert rates.average(0, 30) == Decimal("0.0")
    assert rates.average(5, 2) == Decimal("2.5")
    assert rates.average(0, 0) is None
