"""The quarter's list: rows without an answer, and figures that say of what they are."""

from __future__ import annotations

from datetime import date

from cases.leads.register.rules import quarterly
from cases.leads.register.rules.quarterly import FigureRow, Quarter, QuarterlyFigures, WaitingRow

AS_OF = date(2026, 4, 1)
ROW = WaitingRow(
    "召营线移〔2026〕5号",
    "县纪委监委",
    date(2026, 1, 8),
    "in_hand",
    "超期 3 个工作日",
    "反映指定检测机构",
)
FIELDS = (FigureRow("市场环境", 3, 2, 2, 1, 1), FigureRow("政商关系"))


def made(waiting=(), by_field=(), by_unit=()):
    figures = QuarterlyFigures(by_field, by_unit)
    return quarterly.quarterly_list("县助企办", Quarter(2026, 1), AS_OF, waiting, figures)


def texts(table, at):
    return [cell.text for cell in table.rows[at]]


def test_the_list_names_its_quarter_and_its_day():
    sheet = made()
    assert sheet.title == "2026年第一季度营商环境问题线索移送清单"
    assert "截至2026年4月1日" in sheet.mark


def test_a_waiting_lead_stands_with_its_dates_and_its_clock():
    assert texts(made([ROW]).tables[0], 1) == [
        "1",
        "召营线移〔2026〕5号",
        "县纪委监委",
        "2026年1月8日",
        "办理中",
        "超期 3 个工作日",
        "反映指定检测机构",
    ]


def test_what_the_reader_may_not_read_is_a_dash():
    row = WaitingRow("召营线移〔2026〕5号", "", None, "in_hand")
    assert texts(made([row, ROW]).tables[0], 1)[-1] == "—"


def test_where_nothing_of_it_is_readable_there_is_no_column_for_it():
    row = WaitingRow("召营线移〔2026〕5号", "", None, "in_hand")
    assert texts(made([row]).tables[0], 0)[-1] == "时限"


def test_an_empty_list_says_so():
    assert texts(made().tables[0], 1) == [quarterly.NOBODY]


def test_rates_are_of_what_was_transferred_and_of_what_was_due():
    assert texts(made(by_field=FIELDS).tables[1], 1) == [
        "市场环境", "3", "2", "66.7%", "2", "1", "50.0%", "1", "33.3%",
    ]  # fmt: skip


def test_a_rate_of_nothing_is_a_dash():
    row = texts(made(by_field=FIELDS).tables[1], 2)
    assert row == ["政商关系", "0", "0", "—", "0", "0", "—", "0", "—"]


def test_fields_are_summed():
    rows = (FIELDS[0], FigureRow("政务服务", 5, 5, 6, 5, 0))
    assert texts(made(by_field=rows).tables[1], 3) == [
        "合计", "8", "7", "87.5%", "8", "6", "75.0%", "1", "12.5%",
    ]  # fmt: skip


def test_units_are_summed_because_each_lead_is_counted_under_one():
    table = made(by_unit=FIELDS).tables[2]
    assert texts(table, -1)[:2] == ["合计", "3"]
    assert "最前的单位" in table.note


def test_where_units_are_not_known_there_is_no_table_of_them():
    assert len(made(by_field=FIELDS).tables) == 2


def test_a_quarter_without_transfers_says_so():
    assert texts(made().tables[1], 1) == [quarterly.NO_FIGURES]
