"""Workbooks in: bytes become sheets of rows with their numbers, or one sentence why not."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from cadres.errors import Invalid
from cadres.exchange import workbook_guard
from cadres.exchange.cells import Unreadable, Value
from cadres.exchange.workbook_guard import (
    BROKEN,
    FORMULA_FAILED,
    Failed,
    Limits,
    too_many_rows,
)

ENCRYPTED = "《{name}》加了密码，系统打不开。请取消密码后重新保存，再上传。"
EMPTY = "《{name}》里没有内容。请检查是不是选错了文件。"
DIGITS_LOST = "数字太长，Excel 已丢失末几位，请把单元格设为文本后重新填写"
FORMULA_ERRORS = frozenset("#REF! #N/A #VALUE! #DIV/0! #NAME? #NULL! #NUM!".split())
USUAL = Limits()
EXACT = 10**15  # above this a number of Excel has lost digits
Area = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row under its number in the file; merged cells are filled."""

    number: int
    cells: tuple[Value, ...]
    is_blank: bool = False
    # column → number of the row above from which a vertical merge fills it
    filled_from: Mapping[int, int] = field(default_factory=dict)

    def cell(self, column: int | None) -> Value:
        return self.cells[column] if column is not None and column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    file_name: str
    digest: str
    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()


def read(content: bytes, file_name: str, limits: Limits = USUAL) -> Workbook:
    """Return the workbook; what it is decides the content, not the name of the file."""
    kind = workbook_guard.kind_of(content, file_name, limits)
    hidden: tuple[str, ...] = ()
    if kind == "text":
        sheets = [_of_text(content, file_name, limits)]
    else:
        sheets, hidden = _of_workbook(content, file_name, limits, kind)
    sheets = [sheet for sheet in sheets if any(not row.is_blank for row in sheet.rows)]
    if not sheets:
        raise Invalid(EMPTY.format(name=file_name))
    digest = hashlib.sha256(content).hexdigest()
    return Workbook(file_name, digest, tuple(sheets), hidden)


def _of_workbook(
    content: bytes, name: str, limits: Limits, kind: str
) -> tuple[list[Sheet], tuple[str, ...]]:
    failed = workbook_guard.check_xlsx(content, name, limits) if kind == "xlsx" else {}
    book = _opened(content, name)
    known = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    shown = [each.name for each in known if each.visible == SheetVisibleEnum.Visible]
    hidden = tuple(each.name for each in known if each.visible != SheetVisibleEnum.Visible)
    sheets = [_sheet(book, title, name, limits, failed.get(title, {})) for title in shown]
    return sheets, hidden


def _opened(content: bytes, name: str) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as error:
        raise Invalid(ENCRYPTED.format(name=name)) from error
    except (CalamineError, XmlError, ZipError, OSError, ValueError) as error:
        raise Invalid(BROKEN.format(name=name)) from error


def _sheet(
    book: CalamineWorkbook,
    title: str,
    name: str,
    limits: Limits,
    failed: Failed,
) -> Sheet:
    try:
        sheet = book.get_sheet_by_name(title)
        if sheet.end and (sheet.end[0] >= limits.rows or sheet.end[1] >= limits.columns):
            raise Invalid(too_many_rows(name, title, limits))
        table: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    except (CalamineError, XmlError, ZipError, OSError, ValueError) as error:
        raise Invalid(BROKEN.format(name=name)) from error
    for (row, column), reason in failed.items():
        _widen(table, row, column)[column] = Unreadable(reason, "公式")
    return Sheet(title, _rows(table, _merges(sheet, len(table))))


def _rows(table: Sequence[Sequence[Any]], merges: Iterable[Area] = ()) -> tuple[Row, ...]:
    grid = [[_value(cell) for cell in line] for line in table]
    blank = [all(cell is None for cell in line) for line in grid]
    filled: dict[int, dict[int, int]] = {}
    for (top, left), (bottom, right) in merges:
        source = grid[top][left] if left < len(grid[top]) else None
        for row in range(top, bottom + 1):
            for column in range(left, min(right + 1, len(grid[row]))):
                grid[row][column] = source
                if row > top:
                    filled.setdefault(row, {})[column] = top + 1
    return tuple(
        Row(at + 1, tuple(cells), blank[at], filled.get(at, {})) for at, cells in enumerate(grid)
    )


def _merges(sheet: CalamineSheet, height: int) -> list[Area]:
    """Merged areas inside the rows that hold something; whole-column merges fill nothing more."""
    return [
        ((top, left), (min(bottom, height - 1), right))
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        if top < height
    ]


def _value(cell: Any) -> Value:
    if isinstance(cell, str):
        if cell in FORMULA_ERRORS:
            return Unreadable(FORMULA_FAILED, cell)
        return cell if cell.strip() else None
    if isinstance(cell, float):
        if abs(cell) >= EXACT:
            return Unreadable(DIGITS_LOST, f"{cell:.0f}")
        return int(cell) if cell.is_integer() else cell
    return cell  # type: ignore[no-any-return]


def _widen(table: list[list[Any]], row: int, column: int) -> list[Any]:
    table.extend([] for _ in range(row + 1 - len(table)))
    table[row].extend([""] * (column + 1 - len(table[row])))
    return table[row]


def _of_text(content: bytes, name: str, limits: Limits) -> Sheet:
    words = workbook_guard.decoded(content, name)
    try:
        table = list(csv.reader(io.StringIO(words, newline=""), delimiter=_delimiter(words)))
    except csv.Error as error:
        raise Invalid(BROKEN.format(name=name)) from error
    if len(table) > limits.rows or max(map(len, table), default=0) > limits.columns:
        raise Invalid(too_many_rows(name, "", limits))
    return Sheet(name.rsplit(".", 1)[0], _rows(table))


def _delimiter(words: str) -> str:
    """The mark that stands most often in the first lines."""
    head = "\n".join(words.split("\n", 20)[:20])
    return max(",\t;", key=head.count)
