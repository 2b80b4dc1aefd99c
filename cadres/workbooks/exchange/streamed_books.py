"""A workbook that is written from top to bottom, so that its length costs no memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import TracebackType
from typing import Any, BinaryIO, Self

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cadres.workbooks.exchange.cells import CONTROL

LONGEST = 32_767  # what one cell of Excel holds
LONGEST_NAME = 31
# A cell that begins with one of these is a formula to some program that opens it.
ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
BAD_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
A4 = 9
# A finished row leaves memory at once; what looks like a formula, an address or a number is text.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
GREY = "#999999"


def safe(text: str) -> str:
    """An apostrophe before what could be a formula; reading takes it away again."""
    plain = CONTROL.sub("", text)[: LONGEST - 1]
    return f"'{plain}" if plain.startswith(ACTIVE) else plain


class Book:
    """The workbook that goes to `out` when the block ends. A row that was left is written."""

    def __init__(self, out: BinaryIO) -> None:
        self._book = Workbook(out, OPTIONS)
        self._looks: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._book.close()

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet by a name that Excel takes: of 31 letters, and no other one's."""
        plain = name.translate(BAD_IN_NAMES).strip("'")[:LONGEST_NAME] or "表"
        taken = {one.get_name().lower() for one in self._book.worksheets()}
        wanted, number = plain, 1
        while wanted.lower() in taken:
            number += 1
            end = f"({number})"
            wanted = plain[: LONGEST_NAME - len(end)] + end
        return self._book.add_worksheet(wanted)

    def look(self, **properties: Any) -> Format:
        """Return the format of these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            self._looks[key] = self._book.add_format(properties)
        return self._looks[key]

    def boxed(self, **properties: Any) -> Format:
        """Return a format with thin lines around, its words in lines that fit."""
        usual = {"border": 1, "border_color": GREY, "valign": "vcenter", "text_wrap": True}
        return self.look(**usual, **properties)

    def say_state(self, words: str) -> None:
        """Put a word into the properties of the file, beside who made it."""
        self._book.set_properties({"status": words})


def put(sheet: Worksheet, row: int, column: int, value: Any, look: Format) -> None:
    """Write a cell, rows and columns from nought; text stays text, whatever it looks like."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, safe(value), look)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, look)
    else:
        sheet.write_number(row, column, value, look)


def set_height(sheet: Worksheet, row: int, height: float) -> None:
    """Say how high the next row is; what is known of rows that are written already is let go.

    The library keeps heights to the end of the file: 48 MB of 100,000 rows. A test measures it.
    """
    for known in (sheet.set_rows, sheet.row_sizes):
        known.pop(row - 2, None)
    sheet.set_row(row, height)


def put_across(sheet: Worksheet, row: int, columns: int, text: str, look: Format) -> None:
    """Write a text across the first columns, merged where there are several."""
    if columns > 1:
        sheet.merge_range(row, 0, row, columns - 1, safe(text), look)
    else:
        put(sheet, row, 0, text, look)


def set_paper(sheet: Worksheet, heading: int, left: str = "") -> None:
    """A4 landscape, as wide as the page, the row of headings on each, pages counted.

    `left` stands at the foot of every page.
    """
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(heading)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.8)
    said = left.replace("&", "&&")
    sheet.set_footer(f"&L{said}&R第 &P 页　共 &N 页", {"margin": 0.4})


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
