"""Reading one row by its fields: values come out clean, and every fault is kept with its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from cadres.errors import Invalid
from cadres.workbooks.exchange import cells, columns
from cadres.workbooks.exchange.cells import Picture, Unreadable
from cadres.workbooks.exchange.columns import Field, Match
from cadres.workbooks.exchange.sheets import Row, Sheet, Unseen, Workbook
from cadres.workbooks.rules.cell_text import is_nothing
from cadres.workbooks.rules.row_values import Fault, LeftOut, Origin, RowError, Tally

Read = TypeVar("Read")

NO_COLUMNS = "《{name}》里没有找到“{missing}”{which}。请检查表头，或在“对应栏目”里手工指定。"
SHEET_SKIPPED = "这张表的表头没有找到“{missing}”，整张表未读入"
HIDDEN_SHEET = "隐藏的工作表，没有读入"
TOO_LONG = "内容超过 {limit} 个字"
# A picture there is left out and said; anywhere else it refuses the row.
MAY_BE_PICTURES = frozenset({"result", "remark", "products", "address"})
PICTURE_LEFT_OUT = "“{heading}”一格是图片，图片没有读入，这一行的其余内容照常导入"


@dataclass(slots=True)
class RowReader:
    """The cells of one row under their fields; faults gather here and refuse the row together."""

    origin: Origin
    row: Row
    match: Match
    faults: list[RowError] = field(default_factory=list)
    epoch: datetime = cells.EPOCH
    # Cells of the row that are left out while the row itself is taken.
    left_out: list[LeftOut] = field(default_factory=list)

    def raw(self, key: str) -> cells.Value:
        return self.row.cell(self.match.columns.get(key))

    def line(self, key: str, limit: int = 200) -> str:
        return self._checked(key, cells.line(self.raw(key)), limit)

    def paragraph(self, key: str, limit: int = 20_000) -> str:
        return self._checked(key, cells.paragraph(self.raw(key)), limit)

    def said(self, key: str, limit: int = 200, *, is_long: bool = False) -> str:
        """Return what stands there; empty where a word says that there is nothing (无, —)."""
        text = self.paragraph(key, limit) if is_long else self.line(key, limit)
        return "" if is_nothing(text) else text

    def needed(self, key: str, missing: str, limit: int = 200, *, is_long: bool = False) -> str:
        """Return what stands there; where nothing does, the row is refused for what is missing."""
        text = self.said(key, limit, is_long=is_long)
        if not text:
            self.refuse(key, missing)
        return text

    def needed_day(self, key: str, missing: str) -> date:
        """Return the day; a row without one, or with one that cannot be read, is refused."""
        found = self.day(key)
        if found is None and not self.faults:
            self.refuse(key, missing)
        return found or date.min

    def day(self, key: str) -> date | None:
        found = cells.day(self.raw(key), self.epoch)
        if isinstance(found, Unreadable):
            self.refuse(key, found.reason)
            return None
        return found

    def moment(self, key: str) -> datetime | None:
        found = cells.moment(self.raw(key), self.epoch)
        if isinstance(found, Unreadable):
            self.refuse(key, found.reason)
            return None
        return found

    def refuse(self, key: str, reason: str, fault: Fault = Fault.OTHER) -> None:
        heading = self.match.heading_of(key)
        value = cells.text(self.raw(key))
        self.faults.append(RowError(self.origin, heading, value, reason, fault))

    def error(self) -> RowError | None:
        """Return one refusal for the row: the first faulty cell, and all reasons."""
        if not self.faults:
            return None
        first = self.faults[0]
        reasons = "；".join(dict.fromkeys(fault.reason for fault in self.faults))
        return RowError(first.origin, first.column, first.value, reasons, first.fault)

    def _checked(self, key: str, text: str, limit: int) -> str:
        value = self.raw(key)
        if isinstance(value, Picture) and key in MAY_BE_PICTURES:
            reason = PICTURE_LEFT_OUT.format(heading=self.match.heading_of(key))
            if reason not in {part.reason for part in self.left_out}:
                self.left_out.append(LeftOut(self.origin, reason))
            return ""
        if isinstance(value, Unreadable):
            self.refuse(key, value.reason)
        if len(text) > limit:
            self.refuse(key, TOO_LONG.format(limit=limit))
        return text


@dataclass(frozen=True, slots=True)
class MatchedSheet:
    """A sheet with its match; readers of its rows come one by one, and each row is tallied."""

    book: Workbook
    sheet: Sheet
    match: Match
    tally: Tally

    @property
    def title(self) -> str:
        return columns.title_text(self.match)

    def readers(self, key: str) -> Iterator[RowReader]:
        for row, no_row in columns.judged_rows(self.sheet, self.match, key, self.book.taken):
            origin = self._origin(row)
            self.tally.read.append(origin)
            if no_row:
                self.tally.leave_out(origin, no_row)
            else:
                reader = RowReader(origin, row, self.match, epoch=self.book.epoch)
                yield reader
                if not reader.faults:
                    self.tally.parts += reader.left_out

    def _origin(self, row: Row) -> Origin:
        texts = {
            name: cells.written(row.cell(column)) for name, column in self.match.columns.items()
        }
        return Origin(self.book.file_name, self.book.digest, self.sheet.name, row.number, texts)


def matched_sheets(
    book: Workbook,
    fields: Sequence[Field],
    corrected: Mapping[str, str] | None = None,
    *,
    may_be_hidden: bool = False,
) -> tuple[list[MatchedSheet], Tally]:
    """Match every sheet; one without the needed headings is left out whole, row by row.

    Where no sheet fits at all, the workbook is refused with the headings that are missing; with
    `may_be_hidden` a sheet out of sight that would fit is enough: it is yet to be asked about.
    """
    fitting, tally, may_wait = [], Tally(), False
    nearest = [field.heading for field in fields if field.is_required]
    for sheet in book.sheets:
        if sheet.is_hidden and Unseen.HIDDEN not in book.taken:
            _leave_out(sheet, book, HIDDEN_SHEET, tally)
            may_wait |= may_be_hidden and _fits(sheet, fields)
            continue
        match = columns.locate(sheet, fields, corrected)
        missing = match.missing(fields) if match else nearest
        if match and not missing:
            fitting.append(MatchedSheet(book, sheet, match, tally))
            continue
        nearest = min(nearest, missing, key=len)
        _leave_out(sheet, book, SHEET_SKIPPED.format(missing="、".join(missing)), tally)
    if not (fitting or may_wait):
        which = "这几栏" if len(nearest) > 1 else "这一栏"
        raise Invalid(
            NO_COLUMNS.format(name=book.file_name, missing="、".join(nearest), which=which)
        )
    return fitting, tally


def rows_of(
    sheets: Iterable[MatchedSheet], key: str, tally: Tally, read: Callable[[RowReader], Read | None]
) -> list[Read]:
    """Return what is read of each row, None left out; a row with a fault is refused in the tally.

    `key` is the field that says what a row is about: a row without it is no row.
    """
    found: list[Read] = []
    for sheet in sheets:
        for reader in sheet.readers(key):
            row = read(reader)
            if error := reader.error():
                tally.refused.append(error)
            elif row is not None:
                found.append(row)
    return found


def _fits(sheet: Sheet, fields: Sequence[Field]) -> bool:
    match = columns.locate(sheet, fields)
    return match is not None and not match.missing(fields)


def _leave_out(sheet: Sheet, book: Workbook, reason: str, tally: Tally) -> None:
    for row in sheet.rows:
        if not row.is_blank:
            origin = Origin(book.file_name, book.digest, sheet.name, row.number)
            tally.read.append(origin)
            tally.leave_out(origin, reason)
