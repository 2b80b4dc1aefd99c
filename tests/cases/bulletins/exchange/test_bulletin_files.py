"""What is on the page is in the workbook cell by cell, rates as numbers, and on the paper."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import docx as word
from django.urls import reverse
from lxml import html
from openpyxl import load_workbook

from cadres.pages.rules.rates import NUMBER_FORMAT, Rate
from cadres.pages.rules.wording import DASH
from cases.bulletins.exchange import bulletin_data, papers, workbook
from cases.bulletins.rules import figures as rules
from cases.bulletins.rules.differences import written
from cases.bulletins.rules.figures import Value
from cases.figures.exchange.report_sheets import rate_as_data
from tests.cases.bulletins.cast import DAY

HEADS = 3


def read(sealed, handler) -> dict[tuple[str, str, str], tuple[object, str]]:
    """By table, row and column the cell of the workbook with its format."""
    book = load_workbook(BytesIO(workbook.workbook(sealed, seen_by=handler.viewer(DAY))))
    found = {}
    for table in rules.from_data(sealed.figures).tables:
        head, *lines = list(book[table.spec.title].iter_rows(min_row=HEADS))
        for line in lines:
            for at, cell in enumerate(line[1:], 1):
                row, column = line[0].value, head[at].value
                # A table of one row, the county, stands upright.
                if not table.has_total and at == 1:
                    row, column = table.lines[0].label, row
                found.setdefault((table.spec.title, row, column), (cell.value, cell.number_format))
    return found


def same(value: Value, cell: object, form: str) -> bool:
    if not isinstance(value, Rate):
        return cell == (DASH if value is None else value)
    if value.value is None:
        return cell == DASH
    return Decimal(str(cell)) == value.value and form == NUMBER_FORMAT


def test_page_program_workbook_paper_and_seal_say_the_same_cell_by_cell(sealed, handler, client):
    client.force_login(handler.cadre)
    page = parsed(client.get(reverse("cases:bulletin", args=[sealed.pk])).content)
    told = {one["name"]: one for one in bulletin_data.tables(sealed)}
    book, figures = read(sealed, handler), rules.from_data(sealed.figures)
    paper = "".join(
        cell.text
        for table in papers.sheet(sealed, seen_by=handler.viewer(DAY)).tables
        for row in table.rows
        for cell in row
    )
    looked_at = 0
    for table in figures.tables:
        lines = [*table.lines, *([table.total] if table.has_total else [])]
        data = [*told[table.spec.name]["rows"], told[table.spec.name]["total"]]
        for line, by_program in zip(lines, data, strict=False):
            for column in figures.columns(table):
                value = line.value(column)
                where = (table.spec.title, line.label, column.label)
                shown = written(value).replace("（", "").replace("）", "")
                assert same(value, *book[where]), where
                assert shown in page[where].replace("（", "").replace("）", ""), where
                plain = by_program["figures"][column.name]
                assert plain == (rate_as_data(value) if isinstance(value, Rate) else value), where
                assert (value.percent if isinstance(value, Rate) else written(value)) in paper
                looked_at += 1
    assert looked_at > 60


def parsed(content: bytes) -> dict[tuple[str, str, str], str]:
    """By table, row and column what the page says."""
    found = {}
    for section in html.fromstring(content.decode()).iter("section"):
        if not (section.get("aria-labelledby") or "").startswith("table-"):
            continue
        title = section.find("h2").text.strip()
        for line in section.xpath(".//tbody/tr | .//tfoot/tr"):
            label = line.find("th").text_content().strip()
            for cell in line.findall("td"):
                where = (title, label, cell.get("data-label"))
                found[where] = "".join(cell.text_content().split())
    return found


def test_the_paper_holds_text_number_and_tables(sealed, handler):
    made = papers.printed(sealed, "docx", seen_by=handler.viewer(DAY))
    document = word.Document(BytesIO(made))
    said = "\n".join(one.text for one in document.paragraphs).replace("\u2060", "")
    assert "月通报2026年第1期" in said
    assert "尚未印发" not in said
    tables = [[[cell.text for cell in row.cells] for row in one.rows] for one in document.tables]
    by_unit = next(one for one in tables if one[0][0] == "责任单位")
    assert [one.different_first_page_header_footer for one in document.sections[1:]] == [
        False for _ in document.sections[1:]
    ]
    assert [f"附件{at}" in said for at in range(1, 5)] == [True] * 4
    assert by_unit[-1][:2] == ["合计", "6"]
    assert papers.printed(sealed, "pdf", seen_by=handler.viewer(DAY)).startswith(b"%PDF")


def test_a_draft_says_that_it_is_one(drafted, dispatcher):
    assert papers.sheet(drafted, seen_by=dispatcher.viewer(DAY)).mark
