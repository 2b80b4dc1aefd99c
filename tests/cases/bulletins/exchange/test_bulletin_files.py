"""What is on the page is in the workbook cell by cell, rates as numbers, and on the paper."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import docx as word
from openpyxl import load_workbook

from cadres.pages.rules.rates import NUMBER_FORMAT, Rate
from cadres.pages.rules.wording import DASH
from cases.bulletins.exchange import papers, workbook
from cases.bulletins.rules import figures as rules
from tests.cases.bulletins.cast import DAY

HEADS = 3


def test_the_workbook_holds_every_cell_and_rates_as_numbers(sealed, handler):
    book = load_workbook(BytesIO(workbook.workbook(sealed, seen_by=handler.viewer(DAY))))
    figures = rules.from_data(sealed.figures)
    assert book.sheetnames == [*(one.spec.title for one in figures.tables), "口径"]
    for table in figures.tables:
        page = book[table.spec.title]
        for at, line in enumerate(table.lines, start=HEADS + 1):
            cells = iter(page[at])
            assert next(cells).value == line.label
            for column in figures.columns(table):
                cell, value = next(cells), line.value(column)
                if not column.is_rate:
                    assert cell.value == value
                    continue
                next(cells)
                if isinstance(value, Rate) and value.value is not None:
                    assert Decimal(str(cell.value)) == value.value
                    assert cell.number_format == NUMBER_FORMAT
                else:
                    assert cell.value == DASH


def test_the_paper_holds_text_number_and_tables(sealed, handler):
    made = papers.printed(sealed, "docx", seen_by=handler.viewer(DAY))
    document = word.Document(BytesIO(made))
    said = "\n".join(one.text for one in document.paragraphs).replace("\u2060", "")
    assert "月通报2026年第1期" in said
    assert "尚未印发" not in said
    tables = [[[cell.text for cell in row.cells] for row in one.rows] for one in document.tables]
    by_unit = next(one for one in tables if one[0][0] == "责任单位")
    assert by_unit[-1][:2] == ["合计", "6"]
    assert papers.printed(sealed, "pdf", seen_by=handler.viewer(DAY)).startswith(b"%PDF")


def test_a_draft_says_that_it_is_one(drafted, dispatcher):
    assert papers.sheet(drafted, seen_by=dispatcher.viewer(DAY)).mark
