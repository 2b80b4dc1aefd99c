"""What became of each row, in figures, places and words."""

from __future__ import annotations

import json

import pytest

from cadres.workbooks.rules.row_values import Fate, Origin, Tally
from cases.ledgers.exchange import row_accounts


@pytest.mark.parametrize(
    ("rows", "written"),
    [([3], "3"), ([3, 4, 5], "3—5"), ([9, 3, 4, 4], "3—4、9"), ([], "")],
)
def test_rows_that_follow_each_other_are_written_together(rows, written):
    assert row_accounts.ranges(rows) == written


def test_an_account_is_kept_with_its_batch_and_read_again():
    rows = [Origin("a.xlsx", "", "表", number) for number in range(3, 9)]
    tally = Tally(read=rows, made=rows[:3], same=[rows[3]])
    tally.refuse(rows[4], "姓名", "", "没有姓名")
    tally.leave_out(rows[5], "合计行")

    account = json.loads(json.dumps(row_accounts.kept(tally)))

    assert row_accounts.sentence(account) == (
        "读到 6 行：新增 3，更新 0，没有变化 1，未导入 1，略过 1。"
    )
    assert [(p.fate, p.sheet, p.rows, p.reason) for p in row_accounts.places(account)] == [
        (Fate.REFUSED, "表", "7", "没有姓名"),
        (Fate.LEFT_OUT, "表", "8", "合计行"),
        (Fate.MADE, "表", "3—5", ""),
        (Fate.UNCHANGED, "表", "6", ""),
    ]
