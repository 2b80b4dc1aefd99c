"""What stands in a cell, and what is said of it beside another period."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.pages.rules.rates import Rate
from cases.figures.rules import cells, changes
from cases.figures.rules.cells import Cell, Days
from cases.figures.rules.definitions import catalogue


@given(st.lists(st.integers(0, 90), min_size=1, max_size=40))
def test_the_median_is_the_middle_one(lengths):
    days = Days(Counter(lengths))

    assert days.count == len(lengths)
    assert float(days.median) == pytest.approx(median(lengths))


def test_of_nothing_there_is_no_length():
    assert (Days().mean, Days().median) == (None, None)


def test_cells_together_are_counted_as_one():
    one = Cell(Counter(received=3, on_time=1, late=1), Days(Counter({2: 1})))
    other = Cell(Counter(received=1, on_time=1), Days(Counter({4: 1})))

    whole = cells.together([one, other])

    assert whole.value(catalogue.entry("completion")) == Rate(3, 4)
    assert whole.value(catalogue.entry("mean_days")) == Decimal("3.0")
    assert whole.value(catalogue.entry("received")) == 4


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        (12, 9, "+3"),
        (9, 12, "−3"),
        (9, 9, "持平"),
        (Decimal("4.5"), Decimal("6.0"), "−1.5"),
        (None, Decimal("6.0"), "—"),
        (Rate(19, 20), Rate(9, 10), "+5 个百分点"),
        (Rate(0, 0), Rate(9, 10), "—"),
        (Rate(9, 9), Rate(90, 100), "件数少，不比较"),
        (Rate(90, 100), Rate(9, 9), "件数少，不比较"),
    ],
)
def test_a_change_is_said_where_both_rest_on_enough(now, then, words):
    assert changes.words(now, then, 10) == words
