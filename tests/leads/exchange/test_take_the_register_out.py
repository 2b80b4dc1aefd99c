"""移送登记簿 and 季度清单 as workbooks that print on A4 landscape, on record."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cases.leads.exchange import register
from cases.leads.models import RoomEntry
from cases.leads.selectors.figures import Asked
from cases.leads.services.quarterly import make_quarterly, read_quarterly
from cases.leads.services.summaries import read_rows
from tests.leads import course

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
LATER, APRIL = date(2026, 3, 20), date(2026, 4, 1)


def sheet_of(data: bytes):
    return load_workbook(BytesIO(data)).active


def test_the_register_prints_on_a4_landscape_and_says_who_took_it(room):
    course.sign(room)
    registrar = room.registrar.at(LATER)

    sheet = sheet_of(register.workbook(read_rows(Asked(), actor=registrar), seen_by=registrar))

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.print_title_rows) == (True, "$3:$3")
    assert sheet["A1"].value == "问题线索移送登记簿"
    assert sheet["A2"].value.startswith("导出：周正")
    row = dict(zip(register.COLUMNS, [cell.value for cell in sheet[4]], strict=True))
    assert (row["事由"], row["领域"]) == ("城关镇某站所工作人员向企业索要烟酒", "工作作风")
    assert row["涉及单位和人员"] == "县气象局；甄某某（县气象局，科员）"
    assert (row["移送日期"].date(), row["状态"]) == (date(2026, 3, 2), "待决定受理")
    assert RoomEntry.objects.get(verb="lead.export").detail == {"rows": 1}


def test_of_what_was_given_away_the_sender_takes_out_numbers_and_days_alone(room):
    course.sign(room)
    clerk = room.clerk.at(LATER)

    sheet = sheet_of(register.workbook(read_rows(Asked(), actor=clerk), seen_by=clerk))

    row = dict(zip(register.COLUMNS, [cell.value for cell in sheet[4]], strict=True))
    assert (row["线索编号"], row["事由"]) == ("召营商移〔2026〕1号", "内容已移交")
    assert not row["涉及单位和人员"]


def test_the_quarter_s_list_carries_its_figures_under_the_title(room):
    course.answer(room, LATER)
    head = room.head.at(APRIL)
    made = make_quarterly(2026, 1, actor=head)

    data = register.list_workbook(made, read_quarterly(made, actor=head), seen_by=head)

    sheet = sheet_of(data)
    assert sheet.page_setup.orientation == "landscape"
    assert sheet["A1"].value == "2026年第1季度问题线索移送清单"
    assert "反馈率 100.0%（1/1）" in sheet["A2"].value
    assert "按领域：内容已移交 1 件。" in sheet["A2"].value
    assert (sheet["B4"].value, sheet["J4"].value) == ("召营商移〔2026〕1号", "已处理")
    assert RoomEntry.objects.get(verb="quarterly.export").detail == {"rows": 1}
