"""Small cells of a published table are left blank, and do not follow from its sums."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.figures.rules import suppression

TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=2, max_size=6
    )
)


@pytest.mark.parametrize(
    ("table", "blank"),
    [
        # Nothing small, nothing blank; nought names nobody.
        ([[5, 9], [0, 7]], set()),
        # A second cell of the row, and of both columns.
        ([[3, 9, 20], [8, 7, 30]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
        # Two in a line hide each other.
        ([[3, 4], [2, 1]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
    ],
)
def test_small_cells_are_blank_with_a_second_one(table, blank):
    assert suppression.blanked(table) == blank


def test_an_empty_table_has_nothing_to_hide():
    assert suppression.blanked([]) == frozenset()


@given(TABLES)
def test_no_line_gives_a_cell_away(table):
    blank = suppression.blanked(table)
    rows = [[(at, column) in blank for column in range(len(row))] for at, row in enumerate(table)]

    assert all(
        (at, column) in blank
        for at, row in enumerate(table)
        for column, count in enumerate(row)
        if 0 < count < suppression.LEAST
    )
    for line in (*rows, *zip(*rows, strict=True)):
        assert sum(line) != 1


@pytest.mark.parametrize(
    ("count", "told"), [(0, 0), (1, 0), (4, 0), (5, 5), (6, 5), (9, 5), (10, 10), (14, 10)]
)
def test_a_unit_is_told_sums_of_five_and_never_the_last_one_by_itself(count, told):
    assert suppression.told_of(count) == told
