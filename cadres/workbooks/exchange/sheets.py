"""Workbooks in: bytes become sheets of rows with their numbers, or one sentence why not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from cadres.errors import Invalid
from cadres.workbooks.exchange import csv_tables, unpacking, workbook_guard
from cadres.workbooks.exchange.cells import EPOCH, EPOCH_1904, Picture, Unreadable, Value
from cadres.workbooks.exchange.unpacking import Table
from cadres.workbooks.exchange.workbook_guard import A_PICTURE, FORMULA_FAILED, SWOLLEN, Limits

EMPTY = "《{name}》里没有内容。请检查是不是选错了文件。"
LETTERS_LOST = "有认不出的字，请核对原表后重新填写"
DIGITS_LOST = "数字太长，Excel 已丢失末几位，请把单元格设为文本后重新填写"
PICTURE = re.compile(r"=?\s*(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
FORMULA_ERRORS = frozenset(["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"])
USUAL = Limits()
WIDE = 20_000_000  # cells under merges; more is no county's ledger
EXACT = 10**15  # above this a number of Excel has lost digits
Area = tuple[tuple[int, int], tuple[int, int]]


class Unseen(StrEnum):
    """What a reader of the sheet does not see, or sees crossed out; taken only where said."""

    HIDDEN = "hidden"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class Row:
    """One row under its number in the file; merged cells are filled."""

    number: int
    cells: tuple[Value, ...]
    is_blank: bool = False
    # column → number of the row above from which a vertical merge fills it
    filled_from: Mapping[int, int] = field(default_factory=dict)
    is_hidden: bool = False  # by hand, or because a filter stands
    struck: frozenset[int] = frozenset()  # columns whose text is struck through

    def cell(self, column: int | None) -> Value:
        return self.cells[column] if column is not None and column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    rows: tuple[Row, ...]
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file with all its sheets; what of it shall not be read was said by a person, or usual."""

    file_name: str
    digest: str
    sheets: tuple[Sheet, ...]
    taken: frozenset[Unseen] = frozenset()
    # From which day its bare numbers count days.
    epoch: datetime = EPOCH

    @property
    def seen(self) -> tuple[Sheet, ...]:
        """The sheets that are read."""
        if Unseen.HIDDEN in self.taken:
            return self.sheets
        return tuple(sheet for sheet in self.sheets if not sheet.is_hidden)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The names of the sheets that are out of sight, read or not."""
        return tuple(sheet.name for sheet in self.sheets if sheet.is_hidden)

    def taking(self, taken: Iterable[Unseen]) -> Workbook:
        """The same, with what is out of sight or struck through taken like other rows."""
        return replace(self, taken=frozenset(taken))


def read(content: bytes, file_name: str, limits: Limits = USUAL) -> Workbook:
    """Return the workbook; what it is decides the content, not the name of the file."""
    kind = workbook_guard.kind_of(content, file_name, limits)
    epoch = EPOCH
    if kind == "text":
        found = [_of_text(content, file_name, limits)]
    else:
        tables = unpacking.unpack(content, file_name, kind, limits)
        found = [_sheet(table) for table in tables.sheets]
        epoch = EPOCH_1904 if tables.counts_from_1904 else EPOCH
    found = [sheet for sheet in found if any(not row.is_blank for row in sheet.rows)]
    if not found:
        raise Invalid(EMPTY.format(name=file_name))
    digest = hashlib.sha256(content).hexdigest()
    return Workbook(file_name, digest, _named_apart(found), epoch=epoch)


def _named_apart(found: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Rows are told apart by the name of their sheet; a second sheet of that name gets a number."""
    names: dict[str, int] = {}
    apart = []
    for sheet in found:
        names[sheet.name] = count = names.get(sheet.name, 0) + 1
        apart.append(sheet if count == 1 else replace(sheet, name=f"{sheet.name}（{count}）"))
    return tuple(apart)


def _sheet(table: Table) -> Sheet:
    for (row, column), reason in table.failed:
        _widen(table.rows, row, column)[column] = _unreadable(reason)
    height = len(table.rows)
    merges = [
        # Merges of whole columns fill no more than the rows that hold something.
        ((top, left), (min(bottom, height - 1), right))
        for (top, left), (bottom, right) in table.merges
        if top < height
    ]
    if (
        sum((bottom - top + 1) * (right - left + 1) for (top, left), (bottom, right) in merges)
        > WIDE
    ):
        raise Invalid(SWOLLEN.format(name=table.name))
    return Sheet(table.name, _marked(_rows(table.rows, merges), table), table.is_hidden)


def _marked(rows: tuple[Row, ...], table: Table) -> tuple[Row, ...]:
    hidden = set(table.hidden)
    struck: dict[int, set[int]] = {}
    for row, column in table.struck:
        struck.setdefault(row, set()).add(column)
    if not hidden and not struck:
        return rows
    return tuple(
        replace(row, is_hidden=at in hidden, struck=frozenset(struck.get(at, ())))
        for at, row in enumerate(rows)
    )


def _rows(table: Sequence[Sequence[Any]], merges: Iterable[Area] = ()) -> tuple[Row, ...]:
    grid = [[value(cell) for cell in line] for line in table]
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


def value(cell: Any) -> Value:
    """Return what a cell holds, whether it comes in a file or again from a page."""
    if isinstance(cell, str):
        if cell in FORMULA_ERRORS:
            return Unreadable(FORMULA_FAILED, cell)
        if PICTURE.match(cell.strip()):
            return _unreadable(A_PICTURE)
        if csv_tables.LOST in cell:
            return Unreadable(LETTERS_LOST, cell)
        return cell if cell.strip() else None
    if isinstance(cell, float):
        if abs(cell) >= EXACT:
            return Unreadable(DIGITS_LOST, f"{cell:.0f}", is_stand_in=True)
        return int(cell) if cell.is_integer() else cell
    return cell  # type: ignore[no-any-return]


def _unreadable(reason: str) -> Unreadable:
    is_picture = reason == A_PICTURE
    kind, words = (Picture, "图片") if is_picture else (Unreadable, "公式")
    return kind(reason, words, is_stand_in=True)


def _widen(table: list[list[Any]], row: int, column: int) -> list[Any]:
    table.extend([] for _ in range(row + 1 - len(table)))
    table[row].extend([""] * (column + 1 - len(table[row])))
    return table[row]


def _of_text(content: bytes, name: str, limits: Limits) -> Sheet:
    return Sheet(name.rsplit(".", 1)[0], _rows(csv_tables.rows_of(content, name, limits)))
