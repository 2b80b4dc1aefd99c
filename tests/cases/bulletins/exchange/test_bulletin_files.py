"""What is on the page is in the workbook cell by cell, rates as numbers, and on the paper."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import docx as word
from django.urls import reverse
from lxml import html
from openpyxl import load_workbook

from cadres.pages.rules.rates import NUMBER_FORMAT, Rate
from cadres.pages.rules.wording import DASH
from cases.bulletins.exchange import papers, workbook
from cases.bulletins.rules import figures as rules
from cases.bulletins.rules import published
from cases.bulletins.rules.differences import written
from cases.bulletins.rules.figures import Value
from cases.bulletins.rules.kinds import Copy
from cases.bulletins.selectors import bulletins
from cases.bulletins.services.approving import approve_bulletin, propose_bulletin
from cases.bulletins.services.sealing import seal_bulletin
from cases.figures.exchange.report_sheets import rate_as_data
from cases.letters.rules import composing
from tests.cases.bulletins.cast import DAY

HEADS = 3


def read(sealed, reader, copy) -> dict[tuple[str, str, str], tuple[object, str]]:
    """By table, row and column the cell of the workbook with its format."""
    figures = bulletins.copy_of(sealed, copy, seen_by=reader.viewer(DAY))
    made = workbook.workbook(sealed, figures, seen_by=reader.viewer(DAY))
    book = load_workbook(BytesIO(made))
    found = {}
    for table in figures.tables:
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


def test_page_program_workbook_paper_and_seal_say_the_same_cell_by_cell(sealed, dispatcher, client):
    assert compare(sealed, dispatcher, client, "") > 60


def test_the_published_copy_says_the_same_everywhere_or_nothing(
    few_among_many, handler, dispatcher, client
):
    """Also to the office that asks for it; the sealed bulletin stays whole."""
    assert compare(few_among_many, handler, client, "") > 60
    assert compare(few_among_many, dispatcher, client, Copy.PUBLISHED) > 60
    assert compare(few_among_many, dispatcher, client, "") > 60


def compare(sealed, reader, client, copy) -> int:
    """Every cell of page, API, workbook and paper against the figures that were sealed."""
    client.force_login(reader.cadre)
    asked, whole = {"copy": copy} if copy else {}, rules.from_data(sealed.figures)
    page = parsed(client.get(reverse("cases:bulletin", args=[sealed.pk]), asked).content)
    answer = client.get(reverse("api-bulletin", args=[sealed.pk]), asked).json()
    told = {one["name"]: one for one in answer["tables"]}
    viewer = reader.viewer(DAY)
    figures = bulletins.copy_of(sealed, copy, seen_by=viewer)
    is_whole = reader.viewer(DAY).office_county_ids and not copy
    assert figures == (whole if is_whole else published.published(whole))
    book = read(sealed, reader, copy)
    paper = "".join(
        cell.text
        for table in papers.sheet(sealed, figures, seen_by=viewer).tables
        for row in table.rows
        for cell in row
    )
    looked_at = 0
    for table in figures.tables:
        lines = [*table.lines, *([table.total] if table.has_total else [])]
        data = [*told[table.spec.name]["rows"], told[table.spec.name]["total"]]
        first = whole.table(table.spec.name)
        sealed_lines = [*first.lines, *([first.total] if first.has_total else [])]
        for line, by_program, at_seal in zip(lines, data, sealed_lines, strict=False):
            for column in figures.columns(table):
                value = line.value(column)
                assert value in (at_seal.value(column), None)
                where = (table.spec.title, line.label, column.label)
                shown = written(value).replace("（", "").replace("）", "")
                assert same(value, *book[where]), where
                assert shown in page[where].replace("（", "").replace("）", ""), where
                plain = by_program["figures"][column.name]
                assert plain == (rate_as_data(value) if isinstance(value, Rate) else value), where
                assert (value.percent if isinstance(value, Rate) else written(value)) in paper
                looked_at += 1
    return looked_at


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
    figures = rules.from_data(sealed.figures)
    made = papers.printed(sealed, figures, "docx", seen_by=handler.viewer(DAY))
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
    printed = papers.printed(sealed, figures, "pdf", seen_by=handler.viewer(DAY))
    assert printed.startswith(b"%PDF")


def test_the_paper_is_dated_on_the_day_of_the_signature(drafted, dispatcher, office_head):
    row = propose_bulletin(drafted, actor=dispatcher.viewer(DAY))
    row = approve_bulletin(row, actor=office_head.viewer(DAY), digest=row.digest)
    row = seal_bulletin(row, actor=dispatcher.viewer(DAY + timedelta(days=4)))

    sheet = papers.sheet(row, rules.from_data(row.figures), seen_by=dispatcher.viewer(DAY))
    assert sheet.dated_on == DAY


def test_days_on_the_paper_are_written_as_letters_write_them(sealed, dispatcher):
    sheet = papers.sheet(sealed, rules.from_data(sealed.figures), seen_by=dispatcher.viewer(DAY))
    notes = [one.note for one in sheet.tables]
    assert any("按2026年3月31日当天结束时" in one for one in notes)
    assert not [one for one in notes if re.search(r"\d-\d", one)]


def test_a_draft_says_that_it_is_one(drafted, dispatcher):
    figures = rules.from_data(drafted.figures)
    mark = papers.sheet(drafted, figures, seen_by=dispatcher.viewer(DAY)).mark
    assert mark == composing.DRAFT_MARK


def test_only_the_whole_copy_says_that_it_stays_inside(sealed, dispatcher):
    whole = rules.from_data(sealed.figures)
    copies = (whole, published.published(whole))
    viewer = dispatcher.viewer(DAY)
    marks = [papers.sheet(sealed, one, seen_by=viewer).mark for one in copies]
    assert marks == [Copy.WHOLE.label, ""]
