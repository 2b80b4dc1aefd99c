"""A report on a sheet: title, table with a sum, notes; as wide as its words, printed on A4."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from cadres.pages.rules import rates
from cadres.pages.rules.rates import Rate
from cadres.pages.rules.wording import DASH
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import outgoing
from cadres.workbooks.exchange.outgoing import width_of
from cadres.workbooks.exchange.streamed_books import (
    Book,
    put,
    put_across,
    set_paper,
    set_widths,
)

# Beside a rate the workbook says of how many, so that it can be reckoned again.
PARTS = "分子/分母"
Cell = str | int | float | Decimal | Rate
LETTERS = "宋体"
# Widths of columns in digits, of which a Chinese character takes two, and the height of a line.
WIDEST, AROUND, SPACE, LINE = 44, 2, 4, 16
LEAST_OF_PAGE = 90
# So many lines are still read where they are made to fit one page.
ONE_PAGE = 28
# Longer words begin at the left.
SHORT = 20
WHOLE = Rate(1, 1)
AROUND_WORDS = {"valign": "vcenter", "text_wrap": True}


def fill(
    book: Book,
    name: str,
    heads: Sequence[str],
    table: Sequence[Sequence[Cell]],
    notes: Sequence[str] = (),
    *,
    taken_by: Viewer,
    has_total: bool = True,
) -> None:
    """Put the title and what is below it, the table (its first row the headings), the notes.

    The last note, and the foot of each page, say who took it out, and when.
    """
    lines = [_headings(table), *([one for c in cells for one in _values(c)] for cells in table[1:])]
    columns, widths = len(lines[0]), _widths(lines)
    sheet, who = book.sheet(name), outgoing.taken_out(taken_by)
    set_widths(sheet, widths)
    set_paper(sheet, len(heads), f"{who} 导出")
    sheet.freeze_panes(len(heads) + 1, 1)
    sheet.center_horizontally()
    if len(lines) <= ONE_PAGE:
        sheet.fit_to_pages(1, 1)
    title = book.look(font_name=LETTERS, font_size=16, bold=True, align="center", **AROUND_WORDS)
    below = book.look(font_name=LETTERS, align="center", **AROUND_WORDS)
    plain = book.look(font_name=LETTERS, align="left", **AROUND_WORDS)
    for row, text in enumerate(heads):
        _put_line(sheet, row, widths, text, below if row else title, size=1 if row else 2)
    _put_table(book, sheet, len(heads), lines, widths, has_total)
    for row, note in enumerate([*notes, f"导出：{who}"], start=len(heads) + len(lines)):
        _put_line(sheet, row, widths, note, plain)
    sheet.print_area(0, 0, len(heads) + len(lines) + len(notes), columns - 1)


def rate_as_data(rate: Rate) -> dict[str, Any]:
    """Return a rate for other programs: null of nothing, with its nought denominator shown."""
    value = None if rate.value is None else float(rate.value)
    return {"numerator": rate.numerator, "denominator": rate.denominator, "value": value}


def _headings(table: Sequence[Sequence[Cell]]) -> list[Any]:
    """The names of the columns; whatever holds rates is followed by what they are made of."""
    made_of = [isinstance(cell, Rate) for cell in table[-1]]
    pairs = zip(table[0], made_of, strict=True)
    return [name for word, is_rate in pairs for name in ((word, PARTS) if is_rate else (word,))]


def _values(cell: Cell) -> list[Any]:
    """What stands in the workbook: a rate as the number that the page says, of how many beside."""
    if isinstance(cell, Rate):
        return [DASH if cell.value is None else cell.value, cell.parts]
    return [cell]


def _put_line(
    sheet: Any, row: int, widths: Sequence[int], text: str, look: Any, size: int = 1
) -> None:
    """A sentence across the table, in as many lines as it needs; size 2 is twice as large."""
    lines = max(1, -(-width_of(text) * size // int(sum(widths))))
    sheet.set_row(row, size * LINE * lines)
    put_across(sheet, row, len(widths), text, look)


def _put_table(
    book: Book,
    sheet: Any,
    first: int,
    lines: Sequence[Sequence[Any]],
    widths: Sequence[int],
    has_total: bool,
) -> None:
    for at, values in enumerate(lines):
        is_bold = at == 0 or (has_total and at == len(lines) - 1)
        height = outgoing.height_of([_shown(value) for value in values], widths)
        sheet.set_row(first + at, height + SPACE)
        for column, value in enumerate(values):
            put(sheet, first + at, column, value, _look(book, column, value, is_bold))


def _look(book: Book, column: int, value: Any, is_bold: bool) -> Any:
    form = {"num_format": rates.NUMBER_FORMAT} if isinstance(value, Decimal) else {}
    is_long = isinstance(value, str) and width_of(value) > SHORT
    place = "left" if column == 0 or is_long else "center"
    return book.boxed(font_name=LETTERS, align=place, bold=is_bold, **form)


def _widths(lines: Sequence[Sequence[Any]]) -> list[int]:
    """Each column is as wide as what stands in it; a long name takes a second line."""
    widths = [_room([_shown(value) for value in column]) for column in zip(*lines, strict=True)]
    # A table of few columns takes the page, so that title and notes have room.
    return [max(width, LEAST_OF_PAGE * width // sum(widths)) for width in widths]


def _room(words: Sequence[str]) -> int:
    return min(max(map(width_of, words)) + AROUND, WIDEST)


def _shown(value: Any) -> str:
    """As wide as it can be: a rate has at most the letters of the whole."""
    if isinstance(value, Decimal):
        return WHOLE.percent
    return "" if value is None or value == "" else str(value)
