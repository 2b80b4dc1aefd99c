"""A report on a sheet: title, table with a sum, notes; as wide as its words, printed on A4."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from unicodedata import east_asian_width

from openpyxl.styles import Alignment, Border, Font, Side

from cadres.pages.rules import rates
from cadres.pages.rules.rates import Rate
from cadres.pages.rules.wording import DASH
from cadres.workbooks.exchange import outgoing

# Beside a rate the workbook says of how many, so that it can be reckoned again.
PARTS = "分子/分母"
Cell = str | int | float | Rate
THIN = Side(style="thin", color="999999")
LETTERS = "宋体"
# Widths of columns in digits, of which a Chinese character takes two, and the height of a line.
WIDEST, AROUND, SPACE, LINE = 44, 2, 4, 16
WHOLE = Rate(1, 1)
BOXED = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def fill(
    sheet: Any,
    heads: Sequence[str],
    table: Sequence[Sequence[Cell]],
    notes: Sequence[str],
    *,
    has_total: bool = True,
) -> None:
    """Write the title and what is below it, the table (its first row the headings), the notes."""
    lines = [_headings(table), *([one for c in cells for one in _values(c)] for cells in table[1:])]
    for head in heads:
        sheet.append([head])
    for cells in lines:
        sheet.append(cells)
    for note in notes:
        sheet.append([note])
    _dress(sheet, len(heads), columns=len(lines[0]), rows=len(lines), has_total=has_total)


def rate_as_data(rate: Rate) -> dict[str, Any]:
    """Return a rate for other programs: null of nothing, with its nought denominator shown."""
    value = None if rate.value is None else float(rate.value)
    return {"numerator": rate.numerator, "denominator": rate.denominator, "value": value}


def width(text: str) -> int:
    """Return how many digits wide a text is; a Chinese character is two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _headings(table: Sequence[Sequence[Cell]]) -> list[Any]:
    """The names of the columns; whatever holds rates is followed by what they are made of."""
    made_of = [isinstance(cell, Rate) for cell in table[-1]]
    pairs = zip(table[0], made_of, strict=True)
    return [name for word, is_rate in pairs for name in ((word, PARTS) if is_rate else (word,))]


def _values(cell: Cell) -> list[Any]:
    """What stands in the workbook: a rate as the number that the page says, of how many beside."""
    if isinstance(cell, Rate):
        return [DASH if cell.value is None else cell.value, cell.parts]
    return [cell if isinstance(cell, int | float) else outgoing.safe(cell)]


def _dress(sheet: Any, heads: int, *, columns: int, rows: int, has_total: bool) -> None:
    last = heads + rows
    for row in [*range(1, heads + 1), *range(last + 1, sheet.max_row + 1)]:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
        place = "center" if row <= heads else "left"
        sheet.cell(row, 1).alignment = Alignment(horizontal=place, wrap_text=row > heads)
        sheet.cell(row, 1).font = Font(name=LETTERS)
        sheet.row_dimensions[row].height = LINE
    sheet.cell(1, 1).font = Font(name=LETTERS, size=16, bold=True)
    sheet.row_dimensions[1].height = 2 * LINE
    table = list(sheet.iter_rows(min_row=heads + 1, max_row=last, max_col=columns))
    bold = (heads + 1, last) if has_total else (heads + 1,)
    for cells in table:
        for cell in cells:
            _dress_cell(cell, is_bold=cell.row in bold)
    _give_room(sheet, table)
    whole = sum(sheet.column_dimensions[cell.column_letter].width for cell in table[0])
    for row in range(last + 1, sheet.max_row + 1):
        said = str(sheet.cell(row, 1).value)
        sheet.row_dimensions[row].height = LINE * max(1, -(-width(said) // int(whole)))
    _on_paper(sheet, heads + 1)


def _on_paper(sheet: Any, headings: int) -> None:
    sheet.freeze_panes = f"B{headings + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{headings}:{headings}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6


def _dress_cell(cell: Any, *, is_bold: bool) -> None:
    cell.border = BOXED
    place = "left" if cell.column == 1 else "center"
    cell.alignment = Alignment(horizontal=place, vertical="center", wrap_text=True)
    cell.font = Font(name=LETTERS, bold=is_bold)
    if isinstance(cell.value, Decimal):
        cell.number_format = rates.NUMBER_FORMAT


def _give_room(sheet: Any, table: Sequence[Sequence[Any]]) -> None:
    """Each column is as wide as what stands in it; a long name takes a second line."""
    widths = [_room([_shown(cell) for cell in cells]) for cells in zip(*table, strict=True)]
    for cell, room in zip(table[0], widths, strict=True):
        sheet.column_dimensions[cell.column_letter].width = room
    for cells in table:
        height = outgoing.height_of([_shown(cell) for cell in cells], widths)
        sheet.row_dimensions[cells[0].row].height = height + SPACE


def _room(words: Sequence[str]) -> int:
    return min(max(map(width, words)) + AROUND, WIDEST)


def _shown(cell: Any) -> str:
    """As wide as it can be: a rate has at most the letters of the whole."""
    return WHOLE.percent if isinstance(cell.value, Decimal) else str(cell.value or "")
