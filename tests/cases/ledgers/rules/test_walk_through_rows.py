"""Rows of one number are one problem; what contradicts the first of them is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cadres.workbooks.rules.row_values import Origin
from cases.ledgers.rules import walk_through_rows
from cases.ledgers.rules.walk_through_rows import WalkRow

MONDAY = date(2026, 11, 2)


def row(at: int, **more) -> WalkRow:
    known = WalkRow(
        Origin("台账.xlsx", "d", "表", at), "Z1", "材料交两遍", MONDAY, "", "", "县林业局",
        (), None, f"举措{at}", "李娟", None, "", None,
    )  # fmt: skip
    return replace(known, **more)


def test_one_number_is_one_problem_with_its_measures():
    found, refused = walk_through_rows.problems([row(2), row(3), row(4, number="z 2")])

    assert [[one.origin.row for one in problem] for problem in found] == [[2, 3], [4]]
    assert not refused


def test_a_number_begins_anew_with_the_year():
    found, _ = walk_through_rows.problems([row(2), row(3, walked_on=date(2025, 11, 2), text="另")])

    assert len(found) == 2


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ({"text": "另一个问题"}, "问题"),
        ({"unit": "县供电公司"}, "牵头单位"),
        ({"closed_on": MONDAY}, "销号时间"),
        ({"measure": "举措 2。"}, "整改举措"),
    ],
)
def test_what_contradicts_the_first_row_of_its_number_is_refused(said, label):
    found, [refused] = walk_through_rows.problems([row(2), row(3, **said)])

    assert [len(problem) for problem in found] == [1]
    assert (refused.row.origin.row, refused.label) == (3, label)
    assert "第 2 行" in refused.reason


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ({"walked_on": date(2027, 1, 1)}, "走流程时间"),
        ({"done_on": date(2026, 12, 1)}, "完成时间"),
        ({"done_on": date(2026, 11, 1)}, "完成时间"),
        ({"closed_on": date(2026, 11, 1)}, "销号时间"),
    ],
)
def test_a_day_that_cannot_be_is_said(said, label):
    assert walk_through_rows.day_fault(row(2, **said), date(2026, 11, 20)).label == label
