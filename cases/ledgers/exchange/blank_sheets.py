"""A ledger without rows, under the headings that its reader knows, to be filled in and sent."""

from __future__ import annotations

from typing import Any, BinaryIO

from xlsxwriter.worksheet import Worksheet

from cadres.workbooks.exchange.columns import Field, Holds
from cadres.workbooks.exchange.outgoing import height_of, width_of
from cadres.workbooks.exchange.streamed_books import Book, put, put_across, set_paper
from cases.ledgers.exchange.ledger_contents import FIELDS, plain_heading
from cases.ledgers.rules.imports import Kind

TITLE, SAID, HEADINGS, FIRST = range(4)
# So many rows have lists to choose from; more may be filled in.
ROWS = 3000
REQUIRED = "*"
EXPLAINED = (
    "填写说明：带 * 的栏目必须填，其余可以留空，也可以删去整列；列的顺序可以改。"
    "日期写成 2026-03-30；点开单元格有下拉箭头的，从列表里选。"
    "填好后在“导入台账”上传，先预检，确认之前不写入任何内容。"
)
# Excel keeps the zeros at the beginning of what is text, and all digits of a long number. It shows
# a long text as ##### in a cell of that kind.
FORMATS = {
    Holds.LINE: "@",
    Holds.LONG: "General",
    Holds.DAY: "yyyy-mm-dd",
    Holds.MOMENT: "yyyy-mm-dd hh:mm",
}
WIDTHS = {Holds.LINE: 14, Holds.LONG: 40, Holds.DAY: 14, Holds.MOMENT: 18}
HINTS = {Holds.DAY: "写成 2026-03-30 这样。", Holds.MOMENT: "写成 2026-03-30 10:30 这样。"}
CHOOSE = "从列表里选。"
NEEDED = "必须填。"
OTHER = "这一栏请从列表里选。写别的，导入时可能认不出。"
HEAD_FILL, NEEDED_FILL = "#F2F2F2", "#FDE9D9"


def write(out: BinaryIO, kind: Kind) -> None:
    """Write the sheet of a kind of ledger: what it is, how to fill it in, its headings."""
    fields = FIELDS[kind]
    widths = [max(WIDTHS[field.holds], width_of(_heading(field)) + 4) for field in fields]
    with Book(out) as book:
        sheet = book.sheet(kind.label)
        set_paper(sheet, HEADINGS)
        for column, (field, width) in enumerate(zip(fields, widths, strict=True)):
            look = book.look(num_format=FORMATS[field.holds], valign="vcenter", text_wrap=True)
            sheet.set_column(column, column, width, look)
            _guide(sheet, column, field)
        _put_head(book, sheet, kind, widths)
        for column, field in enumerate(fields):
            fill = NEEDED_FILL if field.is_required else HEAD_FILL
            look = book.boxed(bold=True, align="center", bg_color=fill)
            put(sheet, HEADINGS, column, _heading(field), look)
        sheet.freeze_panes(FIRST, 1)


def _heading(field: Field) -> str:
    return plain_heading(field) + (REQUIRED if field.is_required else "")


def _put_head(book: Book, sheet: Worksheet, kind: Kind, widths: list[int]) -> None:
    middle = {"align": "center", "valign": "vcenter"}
    sheet.set_row(TITLE, 30)
    title = book.look(font_size=16, bold=True, **middle)
    put_across(sheet, TITLE, len(widths), kind.label, title)
    sheet.set_row(SAID, height_of([EXPLAINED], [sum(widths)]))
    said = book.look(font_size=10, valign="vcenter", text_wrap=True)
    put_across(sheet, SAID, len(widths), EXPLAINED, said)


def _guide(sheet: Worksheet, column: int, field: Field) -> None:
    """Say at the cells of a column what belongs there, and offer its words."""
    hint = (NEEDED if field.is_required else "") + HINTS.get(field.holds, "")
    rule: dict[str, Any] = {"validate": "any"}
    if field.words:
        hint += CHOOSE
        rule = {
            "validate": "list",
            "source": list(field.words),
            "error_type": "warning",
            "error_title": plain_heading(field),
            "error_message": OTHER,
        }
    if hint:
        rule |= {"input_title": plain_heading(field), "input_message": hint}
        sheet.data_validation(FIRST, column, FIRST + ROWS, column, rule)
