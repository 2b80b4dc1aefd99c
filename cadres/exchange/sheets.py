"""Workbooks in: bytes become sheets of rows with their numbers, or one sentence why not."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from cadres.errors import Invalid
from cadres.exchange import unpacking, workbook_guard
from cadres.exchange.cells import EPOCH, EPOCH_1904, Picture, Unreadable, Value
from cadres.exchange.unpacking import Table
from cadres.exchange.workbook_guard import (
    A_PICTURE,
    BROKEN,
    FORMULA_FAILED,
    SWOLLEN,
    Limits,
    too_many_rows,
)

EMPTY = "《{name}》里没有内容。请检查是不是选错了文件。"
DIGITS_LOST = "数字太长，Excel 已丢失末几位，请把单元格设为文本后重新填写"
PICTURE = re.compile(r"=?\s*(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
FORMULA_ERRORS = frozenset(["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"])
USUAL = Limits()
WIDE = 20_000_000  # cells under merges; more is no county's ledger
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
    # From which day its bare numbers count days.
    epoch: datetime = EPOCH


def read(content: bytes, file_name: str, limits: Limits = USUAL) -> Workbook:
    """Return the workbook; what it is decides the content, not the name of the file."""
    kind = workbook_guard.kind_of(content, file_name, limits)
    hidden: tuple[str, ...] = ()
    epoch = EPOCH
    if kind == "text":
        sheets = [_of_text(content, file_name, limits)]
    else:
        tables = unpacking.unpack(content, file_name, kind, limits)
        sheets, hidden = [_sheet(table) for table in tables.sheets], tables.hidden
        epoch = EPOCH_1904 if tables.counts_from_1904 else EPOCH
    sheets = [sheet for sheet in sheets if any(not row.is_blank for row in sheet.rows)]
    if not sheets:
        raise Invalid(EMPTY.format(name=file_name))
    digest = hashlib.sha256(content).hexdigest()
    return Workbook(file_name, digest, tuple(sheets), hidden, epoch)


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
    return Sheet(table.name, _rows(table.rows, merges))


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


def _value(cell: Any) -> Value:
    if isinstance(cell, str):
        if cell in FORMULA_ERRORS:
            return Unreadable(FORMULA_FAILED, cell)
        if PICTURE.match(cell.strip()):
            return _unreadable(A_PICTURE)
        return cell if cell.strip() else None
    if isinstance(cell, float):
        if abs(cell) >= EXACT:
            return Unreadable(DIGITS_LOST, f"{cell:.0f}")
        return int(cell) if cell.is_integer() else cell
    return cell  # type: ignore[no-any-return]


def _unreadable(reason: str) -> Unreadable:
    return Picture(reason, "图片") if reason == A_PICTURE else Unreadable(reason, "公式")


def _widen(table: list[list[Any]], row: int, column: int) -> list[Any]:
    table.extend([] for _ in range(row + 1 - len(table)))
    table[row].extend([""] * (column + 1 - len(table[row])))
    return table[row]


def _of_text(content: bytes, name: str, limits: Limits) -> Sheet:
    words = workbook_guard.decoded(content, name)
    try:
        lines = csv.reader(io.StringIO(words, newline=""), delimiter=_delimiter(words))
        # One more than there may be is enough to know that there are too many.
        table = list(islice(lines, limits.rows + 1))
    except csv.Error as error:
        raise Invalid(BROKEN.format(name=name)) from error
    if len(table) > limits.rows or max(map(len, table), default=0) > limits.columns:
        raise Invalid(too_many_rows(name, "", limits))
    return Sheet(name.rsplit(".", 1)[0], _rows(table))


def _delimiter(words: str) -> str:
    """The mark that stands most often in the first lines."""
    head = "\n".join(words.split("\n", 20)[:20])
    return max(",\t;", key=head.count)
