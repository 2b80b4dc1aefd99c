"""Workbooks out: text that stays text, and paper that prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import ceil
from typing import Any, BinaryIO
from unicodedata import east_asian_width

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange.cells import CONTROL

LONGEST = 32_767  # what one cell of Excel holds
# A cell that begins with one of these is a formula to some program that opens it.
ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
A4 = 9
LINE_HEIGHT, HIGHEST = 13.5, 400  # points; Excel draws no row above 409
LINE = Side(style="thin", color="999999")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
TITLE_FONT, HEAD_FONT, BODY_FONT = Font(size=16, bold=True), Font(bold=True), Font(size=10)
HEAD_FILL = PatternFill("solid", fgColor="F2F2F2")
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
PLAIN = Alignment(vertical="center", wrap_text=True)


def safe(text: str) -> str:
    """An apostrophe before what could be a formula; reading takes it away again."""
    plain = CONTROL.sub("", text)[: LONGEST - 1]
    return f"'{plain}" if plain.startswith(ACTIVE) else plain


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
    It prints on A4 landscape, as wide as the page, with its headings on every page and a footer
    that says who took it out, and when. A note stands under the title.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name or title)
    widths = list(columns.values())
    _set_paper(sheet, widths, taken_by)
    said = "\n".join(line for line in (note, f"导出：{taken_by.name}　{_moment(taken_by)}") if line)
    sheet.row_dimensions[2].height = height_of([said], [sum(widths)])
    sheet.append([_cell(sheet, safe(title), TITLE_FONT, MIDDLE)])
    sheet.append([_cell(sheet, safe(said), BODY_FONT, PLAIN)])
    sheet.append([_cell(sheet, head, HEAD_FONT, MIDDLE, HEAD_FILL, BOX) for head in columns])
    last = get_column_letter(len(columns))
    for row in (1, 2):
        sheet.merged_cells.ranges.add(f"A{row}:{last}{row}")
    count = 0
    for row in rows:
        count += 1
        sheet.row_dimensions[count + 3].height = height_of(row, widths)
        sheet.append([_body(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A3:{last}{count + 3}"
    book.save(out)
    return count


def begin_table(sheet: Any, headings: Sequence[str], widths: Sequence[int]) -> None:
    """Put headings on a sheet of a workbook that is written row by row."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, head, HEAD_FONT, MIDDLE, HEAD_FILL, BOX) for head in headings])


def add_row(sheet: Any, values: Sequence[Any]) -> None:
    sheet.append([_body(sheet, value) for value in values])


def _set_paper(sheet: Any, widths: Sequence[int], taken_by: Viewer) -> None:
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[1].height = 30
    sheet.freeze_panes = "C4"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "3:3"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.8, 0.4
    who = f"{taken_by.name} {_moment(taken_by)} 导出".replace("&", "&&")
    sheet.oddFooter.left.text = who
    sheet.oddFooter.right.text = "第 &P 页　共 &N 页"


def height_of(row: Sequence[Any], widths: Sequence[int]) -> float:
    """Room for the longest cell: not every program makes it when it opens the file."""
    lines = max(_lines(value, width) for value, width in zip(row, widths, strict=True))
    return float(min(lines * LINE_HEIGHT + 4, HIGHEST))


def _lines(value: Any, width: int) -> int:
    if not isinstance(value, str):
        return 1
    room = max(width - 2, 1)
    return sum(max(1, ceil(_width(part) / room)) for part in value.split("\n"))


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _body(sheet: Any, value: Any) -> Any:
    if isinstance(value, date):
        cell = _cell(sheet, value, BODY_FONT, MIDDLE, border=BOX)
        cell.number_format = "yyyy/m/d"
        return cell
    if isinstance(value, str):
        return _cell(sheet, safe(value), BODY_FONT, PLAIN, border=BOX)
    return _cell(sheet, value, BODY_FONT, MIDDLE, border=BOX)


def _cell(
    sheet: Any,
    value: Any,
    font: Font,
    alignment: Alignment,
    fill: PatternFill | None = None,
    border: Border | None = None,
) -> Any:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        # Whatever it looks like, it is text.
        cell.data_type = "s"
    cell.font, cell.alignment = font, alignment
    if fill:
        cell.fill = fill
    if border:
        cell.border = border
    return cell


def _moment(viewer: Viewer) -> str:
    return f"{timezone.localtime(viewer.at):%Y-%m-%d %H:%M}"
