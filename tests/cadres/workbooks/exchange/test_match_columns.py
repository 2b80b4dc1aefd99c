"""Columns are found by what they mean, and as a person corrects them."""

from __future__ import annotations

import pytest

from cadres.errors import Invalid
from cadres.people.exchange import roster
from cadres.workbooks.exchange import columns, rows, sheets
from cases.ledgers.exchange import issue_ledger
from enterprises.coverage.exchange import coverage_ledger
from tests.workbooks import COVER_HEAD, COVER_MERGES, csv_bytes, xlsx

PERSON = ["张三", "县林业局", "科员", "13812345678"]


def match(lines, fields=roster.FIELDS, corrected=None):
    book = sheets.read(csv_bytes(lines), "a.csv")
    return columns.locate(book.sheets[0], fields, corrected)


@pytest.mark.parametrize(
    "heads",
    [
        ["姓名", "单位", "职务", "联系电话"],
        ["姓 名", "工作单位", "职务（职级）", "手机号码*"],
        ["助企干部姓名", "所在单位", "现任职务", "联系方式"],
        ["首席服务员", "派出单位", "职务职级", "移动电话"],
        ["姓名（全名）", "单位：", "职务/职级", "手机号（必填）"],
    ],
)
def test_other_headings_mean_the_same(heads):
    assert match([heads, PERSON]).columns == {"name": 0, "unit": 1, "post": 2, "phone": 3}


def test_the_order_of_columns_does_not_matter():
    found = match([["电话", "职务", "单位名称", "姓名"], PERSON[::-1]])

    assert found.columns == {"phone": 0, "post": 1, "unit": 2, "name": 3}


def test_titles_stand_above_and_rows_begin_below():
    found = match([["南召县花名册", "", "", ""], ["填报单位：县助企办", "", "", ""],
                   ["姓名", "单位", "职务", "电话"], PERSON])  # fmt: skip

    assert found.titles == ("南召县花名册", "填报单位：县助企办")
    assert found.first_row == 3


def test_two_row_headings_are_read_with_and_without_merges():
    lines = [["台账"], ["填报单位"], *COVER_HEAD, [1, "某公司"]]
    merged = sheets.read(xlsx({"城关镇": lines}, {"城关镇": COVER_MERGES}), "a.xlsx").sheets[0]
    flat = sheets.read(csv_bytes(lines), "a.csv").sheets[0]

    found = [columns.locate(sheet, coverage_ledger.FIELDS) for sheet in (merged, flat)]

    assert found[0].columns == found[1].columns
    assert found[0].heading_of("contact_phone") == "企业联系人/联系电话"
    assert found[0].columns["people_phones"] == 11
    assert found[0].first_row == found[1].first_row == 4


def test_a_bare_phone_belongs_to_the_person_to_its_left():
    heads = ["企业名称", "信用代码", "法定代表人", "联系电话", "助企干部", "单位及职务", "联系电话"]

    found = match(
        [heads, ["某公司", "9141", "李四", "1", "张三", "局长", "2"]], coverage_ledger.FIELDS
    )

    assert found.columns["contact_phone"] == 3
    assert found.columns["people_phones"] == 6


def test_a_person_corrects_the_match():
    lines = [["甲", "单位", "职务", "号码"], PERSON]

    found = match(lines, corrected={"name": "甲", "phone": "号码", "post": ""})

    assert found.columns == {"name": 0, "phone": 3, "unit": 1}


def test_missing_columns_are_named():
    book = sheets.read(csv_bytes([["姓名", "爱好"], ["张三", "下棋"]]), "花名册.csv")

    with pytest.raises(Invalid, match="联系电话"):
        rows.matched_sheets(book, roster.FIELDS)


def test_totals_blanks_footers_and_repeated_headings_are_no_rows():
    lines = [
        ["序号", "姓名", "单位", "电话"],
        [1, "张三", "县林业局", "13812345678"],
        [],
        [2, None, None, None],
        ["小计", "1人", None, None],
        ["序号", "姓名", "单位", "电话"],
        [3, "李四", "县林业局", "13812345679"],
        ["合 计", "2人", None, None],
        ["填表人：王五", None, None, None],
    ]
    book = sheets.read(xlsx({"表": lines}), "a.xlsx")
    fitting, _ = rows.matched_sheets(book, roster.FIELDS)

    assert [reader.row.number for reader in fitting[0].readers("name")] == [2, 7]


def test_a_sheet_without_headings_is_left_out_beside_one_that_fits():
    book = sheets.read(
        xlsx({"好": [["姓名", "单位", "电话"], PERSON[:3]], "坏": [["其他"], [1]]}), "a.xlsx"
    )

    fitting, tally = rows.matched_sheets(book, roster.FIELDS)

    assert [each.sheet.name for each in fitting] == ["好"]
    assert [(one.origin.sheet, one.origin.row) for one in tally.left_out] == [("坏", 1), ("坏", 2)]
    assert "表头" in tally.left_out[0].reason


@pytest.mark.parametrize(
    "heading",
    [
        "截至2026年3月办理情况",
        "2026年3月31日前办理情况",
        "办理情况（" + "请写明进展、难点和下一步" * 4 + "）",
    ],
)
def test_a_heading_may_hold_a_month_or_forty_letters(heading):
    heads = ["序号", "企业名称", "问题描述", "反映时间", heading]

    found = match(
        [["台账"], heads, [1, "甲公司", "断电", "2026-03-05", "正在办"]], issue_ledger.FIELDS
    )

    assert found.columns == {"enterprise": 1, "text": 2, "reported_on": 3, "result": 4}
    assert found.first_row == 2


def test_rows_of_months_may_head_and_rows_of_days_are_data():
    lines = [
        ["单位", "姓名", "电话", "1月", "2026年2月"],
        ["县林业局", "张三", "13812345678", "1", "2"],
        ["县林业局", "李四", "2026年3月5日", "3", "4"],
    ]

    assert match(lines).first_row == 1


def test_columns_are_chosen_by_hand_whatever_they_are_called():
    lines = [["甲栏", "", "丙栏", "丙栏"], PERSON]
    names = columns.likely_columns(sheets.read(csv_bytes(lines), "a.csv").sheets[0])

    assert names == ("甲栏", "（B列）", "丙栏（C列）", "丙栏（D列）")
    chosen = {"name": "甲栏", "unit": "（B列）", "phone": "丙栏（D列）"}
    found = match(lines, corrected=chosen)
    assert found.columns == {"name": 0, "unit": 1, "phone": 3}
    assert [found.name_of(key) for key in chosen] == list(chosen.values())


def test_columns_of_a_sheet_without_headings_are_chosen_by_their_letters():
    lines = [["花名册"], PERSON, ["李四", "县财政局", "股长", "13812345679"]]
    chosen = {"name": "（A列）", "unit": "（B列）", "phone": "（D列）"}

    found = match(lines, corrected=chosen)

    assert (found.columns, found.first_row) == ({"name": 0, "unit": 1, "phone": 3}, 1)
    assert found.titles == ("花名册",)


def test_a_label_of_an_attachment_is_no_title():
    found = match([["附件1"], ["南召县花名册"], ["姓名", "单位", "职务", "电话"], PERSON])

    assert columns.title_text(found) == "南召县花名册"


def test_rows_above_the_headings_that_say_something_are_told():
    lines = [
        ["填报单位：甲", "填报人：乙", "日期：丙"],
        PERSON,
        ["姓名", "单位", "职务", "电话"],
        PERSON,
    ]
    book = sheets.read(csv_bytes(lines), "a.csv")
    fitting, tally = rows.matched_sheets(book, roster.FIELDS)

    assert [reader.row.number for reader in fitting[0].readers("name")] == [4]
    assert [(one.origin.row, one.reason) for one in tally.left_out] == [(2, columns.ABOVE)]
