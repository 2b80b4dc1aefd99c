"""A long list costs no memory, text stays text, and what broke off says so."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, date, datetime
from io import BytesIO
from tempfile import TemporaryFile

import pytest
from openpyxl import load_workbook

from cadres.errors import Invalid
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import outgoing
from cadres.workbooks.exchange.streamed_books import Book
from cadres.workbooks.rules.incomplete import Incomplete

TAKER = Viewer(at=datetime(2026, 3, 6, 1, 30, tzinfo=UTC), name="张伟&李娟")
COLUMNS = {"序号": 6, "企业名称": 20, "反映时间": 11}


def saved(rows, columns=COLUMNS):
    out = BytesIO()
    outgoing.save_table(out, "问题台账", columns, rows, taken_by=TAKER)
    return load_workbook(out).active


def test_who_took_it_out_stands_above_and_at_the_foot_of_each_page():
    sheet = saved([[1, "甲公司", date(2026, 3, 5)]])

    assert sheet["A2"].value == "导出：张伟&李娟 2026-03-06 09:30"
    assert sheet.oddFooter.left.text.startswith("张伟&&李娟 2026-03-06 09:30 导出")
    assert sheet.print_title_rows == "$3:$3"
    assert sheet["C4"].value.date() == date(2026, 3, 5)
    assert sheet["C4"].number_format == "yyyy/m/d"


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-", "@SUM(A1)", "http://a.cn", "007", "{=1}", " 甲 "]
)
def test_what_looks_like_something_else_stays_text(text):
    cell = saved([[1, text, None]])["B4"]

    assert cell.data_type == "s"
    assert cell.value.removeprefix("'") == text
    assert cell.hyperlink is None


def test_ten_times_the_rows_cost_the_same_memory():
    def peak(count: int) -> int:
        rows = ([at, f"第{at}家艾草制品有限公司", date(2026, 3, 5)] for at in range(count))
        tracemalloc.start()
        with TemporaryFile() as out:
            outgoing.save_table(out, "问题台账", COLUMNS, rows, taken_by=TAKER)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(2000) < peak(200) + 400_000


def test_a_list_that_broke_off_says_so_on_its_face():
    def rows():
        yield [1, "甲公司", None]
        raise RuntimeError("the line fell")

    out = BytesIO()
    with pytest.raises(Incomplete) as told:
        outgoing.save_table(out, "问题台账", COLUMNS, rows(), taken_by=TAKER)
    book = load_workbook(out)

    assert told.value.rows == 1
    assert "不完整" in book.active["A5"].value
    assert "不完整" in book.active.oddFooter.left.text
    assert saved([]).max_row == 3


def test_a_refusal_on_the_way_is_a_refusal():
    def rows():
        raise Invalid("请缩小范围。")
        yield []

    with pytest.raises(Invalid):
        saved(rows())


def test_sheets_have_names_that_excel_takes():
    out = BytesIO()
    with Book(out) as book:
        for name in ("城关/镇", "城关/镇", "", "甲" * 40):
            book.sheet(name)

    assert load_workbook(out).sheetnames == ["城关_镇", "城关_镇(2)", "表", "甲" * 31]
