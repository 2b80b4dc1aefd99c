"""The room's register as a workbook, opened again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cadres.viewers.rules.viewer import Viewer
from cases.leads.register.exchange import register_export
from cases.leads.register.exchange.register_export import Caption, RegisterRow

TAKER = Viewer(at=datetime(2026, 3, 31, 2, tzinfo=UTC), name="李娟")
ROWS = [
    RegisterRow(
        number="召营线移〔2026〕5号",
        route="inside",
        opened_on=date(2026, 2, 25),
        is_urgent=True,
        delivered_on=date(2026, 3, 3),
        signed_on=date(2026, 3, 4),
        accepted_on=date(2026, 3, 9),
        outcome="handled",
        answered_on=date(2026, 3, 30),
        title="=反映指定检测机构",
        persons="周某（县市场监督管理局，股长）",
    ),
    RegisterRow(
        number="",
        route="outward",
        opened_on=date(2026, 3, 10),
        body="county_office",
        due="审批 还剩 1 个工作日",
    ),
]


@pytest.fixture(scope="module")
def sheet():
    caption = Caption("南召县", "sender", date(2026, 3, 31))
    made = register_export.workbook(ROWS, caption, taken_by=TAKER)
    return load_workbook(BytesIO(made)).active


def row(sheet, at):
    values = [cell.value for cell in sheet[3 + at]]
    return dict(zip(register_export.COLUMNS, values, strict=True))


def test_the_caption_says_whose_register_it_is_and_of_which_day(sheet):
    words = "南召县营商环境问题线索移送登记簿　移送方（县营商环境主管部门）　截至2026年3月31日"
    assert sheet["A1"].value == f"工作秘密　{words}"


def test_it_prints_on_a4_across_as_wide_as_the_page(sheet):
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    # Not written, it is one.
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.print_title_rows == "$3:$3"


def test_its_foot_says_who_took_it_out(sheet):
    assert "李娟" in sheet.oddFooter.left.text


def test_codes_are_written_as_words(sheet):
    found = row(sheet, 1)
    assert (found["办理结果"], found["紧急"]) == ("已处理", "紧急")


def test_days_are_days(sheet):
    assert row(sheet, 1)["签收日期"].date() == date(2026, 3, 4)


def test_what_could_be_a_formula_is_text(sheet):
    assert row(sheet, 1)["事由"] == "'=反映指定检测机构"


def test_what_the_reader_may_not_read_is_a_dash(sheet):
    found = row(sheet, 2)
    assert (found["事由"], found["涉及人员"]) == ("—", "—")


def test_a_lead_without_a_number_says_so(sheet):
    assert row(sheet, 2)["线索编号"] == "未编号"


def test_the_body_outside_is_named(sheet):
    assert row(sheet, 2)["外单位"] == "外县营商环境主管部门"
