"""Rows copied from a spreadsheet are read by what their columns mean."""

from __future__ import annotations

from datetime import date

import pytest

from cases.office_work.rules import pasted_tasks, weeks
from cases.office_work.rules.tasks import TaskKind

MONDAY = date(2026, 11, 30)


def test_without_headings_the_columns_stand_in_their_usual_order():
    (row,) = pasted_tasks.rows("走访企业 5 家\t县供电公司\t王强\t12月4日\t规定动作\n\n")

    assert row.at == 1
    assert row.cells == {
        "text": "走访企业 5 家",
        "unit": "县供电公司",
        "owner_name": "王强",
        "due_on": "12月4日",
        "kind": "规定动作",
        "beyond": "",
    }


def test_headings_say_which_column_is_which():
    pasted = (
        "序号\t责任人\t责任单位\t工作任务\t类别\t完成时限\n1\t王强\t县供电公司\t增容\t自选\t12.4"
    )
    (row,) = pasted_tasks.rows(pasted)

    assert row.at == 2
    assert (row.cells["text"], row.cells["owner_name"], row.cells["due_on"]) == (
        *("增容", "王强"),
        "12.4",
    )


def test_a_quoted_cell_keeps_its_line_break_inside_one_row():
    (row,) = pasted_tasks.rows('"增容\n并验收"\t县供电公司\t王强\t12月4日\t自选动作')

    assert row.cells["text"] == "增容 并验收"


def test_what_stands_beyond_the_columns_is_kept_to_be_told():
    (row,) = pasted_tasks.rows("增容\t县供电公司\t王强\t12月4日\t自选动作\t另外")

    assert row.cells["beyond"] == "另外"


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        ("2026年12月4日", date(2026, 12, 4)),
        ("12月4日", date(2026, 12, 4)),
        ("12.4", date(2026, 12, 4)),
        ("1月5日", date(2027, 1, 5)),
        ("2月30日", None),
        ("月底前", None),
        ("", None),
    ],
)
def test_a_day_without_a_year_is_the_one_nearest_to_the_week(word, day):
    assert pasted_tasks.day_of(word, MONDAY) == day


@pytest.mark.parametrize(
    ("word", "kind"),
    [("规定动作", TaskKind.SET), ("自选", TaskKind.OWN), ("其他", None), ("", None)],
)
def test_a_kind_is_one_of_the_two(word, kind):
    assert pasted_tasks.kind_of(word) == kind


@pytest.mark.parametrize(
    ("week_on", "today", "into"),
    [
        (MONDAY, date(2026, 12, 4), date(2026, 12, 7)),
        (MONDAY, date(2026, 12, 8), date(2026, 12, 7)),
        (MONDAY, date(2026, 12, 16), date(2026, 12, 14)),
    ],
)
def test_a_task_goes_on_in_the_next_week_or_in_the_running_one(week_on, today, into):
    assert weeks.following(week_on, today) == into


def test_a_week_is_called_as_somebody_says_it_today():
    today = date(2026, 12, 2)

    assert [weeks.name_of(MONDAY + weeks.WEEK * n, today) for n in (-1, 0, 1, 2)] == [
        "上周", "本周", "下周", "12月14日—12月20日",
    ]  # fmt: skip
