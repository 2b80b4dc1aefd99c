"""移送登记簿 and 季度清单 leave the room as workbooks, on record."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cases.leads.models import RoomEntry
from cases.leads.register.exchange import register_export, workbook_exports
from cases.leads.register.rules import quarter_lists
from cases.leads.register.selectors.figures import Asked
from cases.leads.register.services.quarterly import read_quarterly
from cases.leads.register.services.summaries import read_rows
from cases.letters.exchange.printing import PRINTER
from tests.cases.leads import course
from tests.fresh import make_quarterly

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
LATER, APRIL = date(2026, 3, 20), date(2026, 4, 1)


def sheet_of(data: bytes):
    return load_workbook(BytesIO(data)).active


def first_row(reader):
    rows = read_rows(Asked(), actor=reader)
    sheet = sheet_of(workbook_exports.take_out_register(rows, "南召县", seen_by=reader))
    return dict(zip(register_export.COLUMNS, [cell.value for cell in sheet[4]], strict=True))


def test_who_may_read_a_lead_takes_it_out_and_it_is_on_record(room):
    course.sign(room)

    row = first_row(room.registrar.at(LATER))

    assert row["事由"] == "城关镇某站所工作人员向企业索要烟酒"
    assert row["涉及人员"] == "甄某某（县气象局，科员）"
    assert (row["签收日期"].date(), row["时限"]) == (date(2026, 3, 2), "超期")
    assert RoomEntry.objects.get(verb="lead.export").detail == {"rows": 1}


def test_of_what_was_given_away_the_sender_takes_out_numbers_and_days_alone(room):
    course.sign(room)

    row = first_row(room.clerk.at(LATER))

    assert (row["线索编号"], row["事由"]) == ("召营商移〔2026〕1号", "内容已移交")
    assert row["涉及人员"] == "—"


def test_the_quarter_s_list_is_marked_and_carries_its_figures_under_the_title(room):
    course.answer(room, LATER)
    head = room.head.at(APRIL)
    made = make_quarterly(2026, 1, actor=head)

    data = workbook_exports.take_out_list(made, read_quarterly(made, actor=head), seen_by=head)

    sheet = sheet_of(data)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet["A1"].value == "工作秘密　2026年第一季度问题线索移送清单"
    assert "反馈率 100.0%（1/1）" in sheet["A2"].value
    assert "按领域：内容已移交 1 件。" in sheet["A2"].value
    assert (sheet["B4"].value, sheet["I4"].value) == ("召营商移〔2026〕1号", "已处理")
    assert RoomEntry.objects.get(verb="quarterly.export").detail == {"rows": 1}


def test_the_frozen_list_is_laid_before_the_joint_meeting_on_paper(room):
    lead = course.accept(room)
    head = room.head.at(APRIL)
    sheet = read_quarterly(make_quarterly(2026, 1, actor=head), actor=head)

    paper = quarter_lists.paper(sheet, "县助企办", "县纪委监委")

    waiting = [cell.text for cell in paper.tables[0].rows[1]]
    assert waiting[1:3] == [lead.number, "县纪委监委"]
    assert waiting[-1] == "6月2日前"
    assert PRINTER.pdf(paper).startswith(b"%PDF")
