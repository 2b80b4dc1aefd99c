"""The 问题台账 yields problems as they stand, under any county's headings."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.workbooks.exchange import sheets
from cadres.workbooks.rules.row_values import Fault
from cases.ledgers.exchange import hotline_messages, issue_ledger
from tests import workbooks
from tests.workbooks import issue_row


def parsed(*rows):
    return issue_ledger.parse(sheets.read(workbooks.issues(*rows), "问题台账.xlsx"))


@pytest.mark.parametrize("word", ["是", "已办结", "√", "办结", " 是 "])
def test_words_that_mean_closed(word):
    row = parsed(issue_row(1, "甲公司", "道路破损", status=word, closed="20260405")).rows[0]

    assert row.is_closed
    assert row.closed_on == date(2026, 4, 5)


@pytest.mark.parametrize("word", ["否", "长期推进", "暂时无法解决", None, "正在办理", "未办结"])
def test_everything_else_is_open(word):
    row = parsed(issue_row(1, "甲公司", "道路破损", status=word)).rows[0]

    assert not row.is_closed
    assert row.closed_on is None


def test_on_time_is_within_the_limit_as_written():
    early, late = parsed(
        issue_row(1, "甲公司", "一", status="是", due="2026-04-10", closed="2026-04-10"),
        issue_row(2, "甲公司", "二", status="是", due="2026-04-10", closed="2026-04-11"),
    ).rows

    assert early.is_on_time
    assert not late.is_on_time


def test_closed_before_it_was_reported_is_refused():
    error = parsed(issue_row(1, "甲公司", "一", status="是", closed="2026-03-01")).refused[0]

    assert error.fault is Fault.CLOSED_BEFORE_REPORTED
    assert (error.column, error.value) == ("办结时间", "2026-03-01")


def test_closed_without_a_day_and_days_that_do_not_exist_are_refused():
    found = parsed(
        issue_row(1, "甲公司", "一", status="是"),
        issue_row(2, "甲公司", "二", due="20233-01-01"),
        issue_row(3, "甲公司", "三", reported="2026-02-30"),
    )

    assert [error.origin.row for error in found.refused] == [3, 4, 5]
    assert "没有办结时间" in found.refused[0].reason
    assert "20233" in found.refused[1].reason


def test_script_in_a_cell_is_plain_text():
    row = parsed(issue_row(1, "甲公司", "<script>alert(1)</script>")).rows[0]

    assert row.text == "<script>alert(1)</script>"


def test_co_handlers_are_parted():
    row = parsed(issue_row(1, "甲公司", "一", co="工业和信息化局、卫生健康委员会")).rows[0]

    assert row.co_units == ("工业和信息化局", "卫生健康委员会")


def test_units_that_are_not_named_are_none_and_that_is_said():
    found = parsed(
        issue_row(1, "甲公司", "一", unit="各乡镇"),
        issue_row(2, "甲公司", "二", unit="县工信局", co="县发改委、各乡镇"),
    )

    assert ["各乡镇" in error.reason for error in found.refused] == [True]
    assert [(row.unit, row.co_units) for row in found.rows] == [("县工信局", ("县发改委",))]
    assert [("各乡镇" in part.reason, part.origin.row) for part in found.tally.parts] == [(True, 4)]


def test_another_county_s_headings_mean_the_same():
    head = ["编号", "企业名称（全称）", "问题（诉求）内容", "问题类型", "牵头单位",
            "配合单位", "收集时间",
            "办结期限", "进展情况", "完成时间", "是否解决", "满意度"]  # fmt: skip
    line = ["1", "甲公司", "道路破损", "道路交通", "县城管局", "", "2026-03-30", "2026-04-10",
            "已修复",
            "2026-04-09", "是", "满意"]  # fmt: skip
    content = workbooks.csv_bytes([["西平县问题台账"], head, line], "gb18030")

    found = issue_ledger.parse(sheets.read(content, "问题.csv"))

    row = found.rows[0]
    assert found.titles == ("西平县问题台账",)
    assert (row.enterprise, row.text, row.unit) == ("甲公司", "道路破损", "县城管局")
    assert (row.due_on, row.closed_on, row.satisfaction) == (
        date(2026, 4, 10),
        date(2026, 4, 9),
        "satisfied",
    )


def test_hotline_messages_keep_their_seconds():
    head = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间"]
    line = [
        2549,
        "A00045581",
        "物业问题",
        "2019/4/25 9:32:09",
        "\n\t\t物业扬言退出",
        "已答复",
        "2019/5/10 14:56:53",
    ]
    content = workbooks.xlsx({"热线留言": [head, line]})

    row = hotline_messages.parse(sheets.read(content, "热线.xlsx")).rows[0]

    assert row.outer_number == "2549"
    assert f"{row.asked_at:%F %T}" == "2019-04-25 09:32:09"
    assert row.text == "物业扬言退出"
