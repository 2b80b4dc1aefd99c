"""An empty sheet that is filled in comes in whole: headings, days and long numbers."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from cadres.workbooks.exchange import sheets
from cases.ledgers.exchange import blank_sheets, imports
from cases.ledgers.exchange.imports import Ledgers
from cases.ledgers.exchange.ledger_contents import FIELDS, plain_heading
from cases.ledgers.rules.imports import Kind
from tests import messy_ledgers

ROWS = 3
EVERY_KIND = pytest.mark.parametrize("kind", list(Kind))


def blank(kind):
    out = io.BytesIO()
    blank_sheets.write(out, kind)
    book = load_workbook(out)
    return book, book.active


def heads(sheet):
    """The column of every heading, as it stands in the sheet."""
    return {cell.value: cell.column for cell in sheet[blank_sheets.HEADINGS + 1]}


@EVERY_KIND
def test_a_sheet_has_the_headings_of_its_reader_and_marks_what_is_needed(kind):
    _, sheet = blank(kind)

    assert list(heads(sheet)) == [
        plain_heading(field) + ("*" if field.is_required else "") for field in FIELDS[kind]
    ]
    assert sheet.freeze_panes == f"B{blank_sheets.FIRST + 1}"


@EVERY_KIND
def test_an_untouched_sheet_holds_no_row(kind):
    book, _ = blank(kind)

    tally = parsed(kind, book).tallies()[kind]

    assert not tally.read
    assert not tally.refused


@EVERY_KIND
def test_what_is_filled_in_is_read_without_a_refused_row(kind):
    book, sheet = blank(kind)
    at = {heading.rstrip("*"): column for heading, column in heads(sheet).items()}
    made = messy_ledgers.sheet("表", kind.value, ["good"] * ROWS)
    names, *rows = made.rows[1:]
    for number, row in enumerate(rows, blank_sheets.FIRST + 1):
        for name, value in zip(names, row, strict=True):
            if name in at:
                sheet.cell(number, at[name], value)

    found = parsed(kind, book)

    tally = found.tallies()[kind]
    assert [error.reason for error in tally.refused] == []
    assert len(getattr(found, kind.value).rows) == ROWS
    # Its title, what it says about filling in and its headings are no rows.
    assert len(tally.read) == ROWS


def parsed(kind, book):
    out = io.BytesIO()
    book.save(out)
    return imports.parse(Ledgers({kind: sheets.read(out.getvalue(), "空表.xlsx")}))


@EVERY_KIND
def test_long_numbers_keep_their_zeros(kind):
    _, sheet = blank(kind)

    for field in FIELDS[kind]:
        if any(word in plain_heading(field) for word in ("代码", "电话", "编号")):
            column = heads(sheet)[_heading(field)]
            # Neighbours that look alike are said once.
            said = [one for one in sheet.column_dimensions.values() if one.min <= column <= one.max]
            assert [one.number_format for one in said] == ["@"], field.heading


def test_what_takes_fixed_words_offers_them():
    _, sheet = blank(Kind.ROSTER)
    column = get_column_letter(heads(sheet)["角色"])

    rules = [one for one in sheet.data_validations.dataValidation if one.type == "list"]

    assert [str(one.sqref).split(":")[0] for one in rules] == [f"{column}{blank_sheets.FIRST + 1}"]
    assert "承办经办" in rules[0].formula1
    assert "安全管理员" not in rules[0].formula1


@EVERY_KIND
def test_every_offered_word_is_one_that_the_cell_can_hold(kind):
    """A list within a rule of a workbook may be 255 signs long."""
    for field in FIELDS[kind]:
        assert len(",".join(field.words)) <= 255


def _heading(field):
    return plain_heading(field) + ("*" if field.is_required else "")
