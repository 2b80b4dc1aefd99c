"""Lists that go out as workbooks: text that stays text, and paper that prints."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import ceil
from typing import Any, BinaryIO
from unicodedata import east_asian_width

from django.utils import timezone
from xlsxwriter.worksheet import Worksheet

from cadres.errors import DomainError
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange.streamed_books import (
    Book,
    put,
    put_across,
    safe,
    set_height,
    set_paper,
    set_widths,
)
from cadres.workbooks.rules.incomplete import BROKE_OFF, Incomplete

__all__ = ["RowSheet", "height_of", "safe", "save_table", "taken_out", "width_of"]
LINE_HEIGHT, HIGHEST = 13.5, 400  # points; Excel draws no row above 409
TITLE, SAID, HEADINGS, FIRST = range(4)
HEAD_FILL, ALARM = "#F2F2F2", "#9C0006"
WHOLE, PART = "完整", "不完整"
log = logging.getLogger(__name__)


def save_table(
    out: BinaryIO,
    title: str,
    columns: Mapping[str, int],
    rows: Iterable[Sequence[Any]],
    *,
    taken_by: Viewer,
    name: str = "",
    note: str = "",
) -> int:
    """Write one sheet row by row, however many there are; return how many there were.

    `columns` are the headings with their widths; `name` is the sheet's, where it is not the title.
    It prints on A4 landscape, as wide as the page, with its headings on every page. Under the
    title, after the note, and at the foot of each page stands who took it out, and when.
    Raises Incomplete where a row could not be had: `out` holds those before, marked as such.
    """
    with Book(out) as book:
        sheet = book.sheet(name or title)
        widths = list(columns.values())
        said = "\n".join(line for line in (note, f"导出：{taken_out(taken_by)}") if line)
        set_widths(sheet, widths)
        set_paper(sheet, HEADINGS, f"{taken_out(taken_by)} 导出")
        sheet.freeze_panes(FIRST, 2)
        _put_head(book, sheet, title, said, columns)
        count, error = _put_rows(book, sheet, rows, widths)
        sheet.autofilter(HEADINGS, 0, HEADINGS + count, len(widths) - 1)
        book.say_state(PART if error else WHOLE)
        if error:
            _mark_part(book, sheet, count, len(widths), taken_by)
    if error:
        raise Incomplete(count) from error
    return count


def taken_out(viewer: Viewer) -> str:
    """Return who takes something out, and when: `张伟 2026-12-01 09:30`."""
    return f"{viewer.name} {timezone.localtime(viewer.at):%Y-%m-%d %H:%M}"


class RowSheet:
    """A plain sheet with headings, to which rows are added one after the other."""

    def __init__(
        self, book: Book, name: str, headings: Sequence[str], widths: Sequence[int]
    ) -> None:
        self._sheet, self._body, self._row = book.sheet(name), _Body(book), 0
        set_widths(self._sheet, widths)
        self._sheet.freeze_panes(1, 0)
        for column, head in enumerate(headings):
            put(self._sheet, 0, column, head, _head(book))

    def add(self, values: Sequence[Any]) -> None:
        self._row += 1
        self._body.put(self._sheet, self._row, values)


def height_of(row: Sequence[Any], widths: Sequence[float]) -> float:
    """Room for the longest cell: not every program makes it when it opens the file."""
    lines = max(_lines(value, width) for value, width in zip(row, widths, strict=True))
    return float(min(lines * LINE_HEIGHT + 4, HIGHEST))


def width_of(text: str) -> int:
    """Return how many digits wide a text is; a Chinese character is two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


class _Body:
    """How the cells of a table look: words to the left, days and numbers in the middle."""

    def __init__(self, book: Book) -> None:
        self._text = book.boxed(font_size=10)
        self._number = book.boxed(font_size=10, align="center")
        self._day = book.boxed(font_size=10, align="center", num_format="yyyy/m/d")

    def put(self, sheet: Worksheet, row: int, values: Sequence[Any]) -> None:
        for column, value in enumerate(values):
            if isinstance(value, str):
                put(sheet, row, column, value, self._text)
            else:
                look = self._day if isinstance(value, date) else self._number
                put(sheet, row, column, value, look)


def _head(book: Book) -> Any:
    return book.boxed(bold=True, align="center", bg_color=HEAD_FILL)


def _put_head(
    book: Book, sheet: Worksheet, title: str, said: str, columns: Mapping[str, int]
) -> None:
    middle = {"align": "center", "valign": "vcenter", "text_wrap": True}
    sheet.set_row(TITLE, 30)
    put_across(sheet, TITLE, len(columns), title, book.look(font_size=16, bold=True, **middle))
    sheet.set_row(SAID, height_of([said], [sum(columns.values())]))
    plain = book.look(font_size=10, valign="vcenter", text_wrap=True)
    put_across(sheet, SAID, len(columns), said, plain)
    for column, head in enumerate(columns):
        put(sheet, HEADINGS, column, head, _head(book))


def _put_rows(
    book: Book, sheet: Worksheet, rows: Iterable[Sequence[Any]], widths: Sequence[int]
) -> tuple[int, Exception | None]:
    """Put the rows; return how many, and what broke them off. Only what stands is counted."""
    body, count = _Body(book), 0
    try:
        for row in rows:
            set_height(sheet, FIRST + count, height_of(row, widths))
            body.put(sheet, FIRST + count, row)
            count += 1
    except DomainError:
        raise
    # Whatever it was: what there is must not pass for the whole.
    except Exception as error:
        log.exception("a list broke off after %s rows", count)
        return count, error
    return count, None


def _mark_part(book: Book, sheet: Worksheet, count: int, columns: int, taken_by: Viewer) -> None:
    words = BROKE_OFF.format(count=count)
    put_across(
        sheet, FIRST + count, columns, words, book.look(bold=True, font_color=ALARM, font_size=12)
    )
    set_paper(sheet, HEADINGS, f"【{PART}】{taken_out(taken_by)} 导出")


def _lines(value: Any, width: float) -> int:
    if not isinstance(value, str):
        return 1
    room = max(width - 2, 1)
    if len(value) * 2 <= room and "\n" not in value:
        return 1
    # In this encoding a Chinese character takes two bytes: as wide as it is, ten times as quickly.
    widths = (len(part.encode("gb18030", "replace")) for part in value.split("\n"))
    return sum(max(1, ceil(width / room)) for width in widths)
