"""A table of figures as its page draws it: headings, rows, and cells with their addresses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from cadres.pages.rules.rates import Rate
from cadres.pages.rules.wording import DASH
from cadres.submissions.rules import typed_values
from cases.figures.rules import changes
from cases.figures.rules.cells import Cell, Value
from cases.figures.rules.cross_tables import OF, OTHERS, OVER
from cases.figures.rules.definitions import catalogue
from cases.figures.rules.definitions.entries import AnyEntry, Span
from cases.figures.selectors.comparisons import Comparison, Look
from cases.figures.selectors.cross_tables import Line, Table
from cases.figures.web.table_forms import TableForm

TOTAL = "合计"
UP = "up"
WIDE = 10
Words = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the template writes: the name of the rows, headings, rows, their sum, and notes."""

    by: str
    headings: list[Words]
    lines: list[Words]
    total: Words
    said: str
    period_word: str
    notes: tuple[str, ...] = ()

    @property
    def is_wide(self) -> bool:
        """More than a desk's screen holds: the table scrolls by itself, and not the page."""
        return len(self.headings) > WIDE


@dataclass(frozen=True, slots=True)
class Column:
    """An entry of the catalogue; `key` is the column of a crossed table, None is the whole."""

    entry: AnyEntry
    label: str
    key: str | None = None

    def cell(self, line: Line) -> Cell:
        return line.whole if self.key is None else line.cells.get(self.key, Cell())

    def size(self, line: Line) -> tuple[bool, Decimal]:
        """By how much a row is sorted: what has no figure comes last."""
        value = self.cell(line).value(self.entry)
        if isinstance(value, Rate):
            value = value.value
        return (value is not None, Decimal(value or 0))


def drawn(table: Table, form: TableForm) -> Drawn:
    """Draw a table of measures, or one figure crossed by two dimensions."""
    columns = _columns(table)
    rows = _sorted(table.lines, columns, form.cleaned_data["sort"])
    asked = form.said() | ({"besides": table.others} if table.others else {})
    headings = [_heading(at, column, form) for at, column in enumerate(columns)]
    lines = [_line(line, columns, asked | {"row": line.key}) for line in rows]
    total = _line(table.total, columns, asked)
    words = (table.said, table.period_word)
    return Drawn(table.ask.rows.label, headings, lines, total, *words)


def compared(found: Comparison, form: TableForm) -> Drawn:
    """Draw one figure in three periods, with the changes."""
    looks = (found.now, found.before, found.year_earlier)
    entry = found.entry
    lines = [
        _beside(found, form, line.label, {"row": line.key}, lambda look, of=line: look.cell(of.key))
        for line in found.lines
    ]
    total = _beside(found, form, TOTAL, {}, lambda look: look.table.total.whole)
    words = (found.now.table.said, found.now.table.period_word, found.notes)
    return Drawn(found.ask.rows.label, _headings_of(looks, entry), lines, total, *words)


def _columns(table: Table) -> list[Column]:
    if table.ask.across is None:
        return [Column(entry, _label(entry)) for entry in table.entries]
    entry = table.entries[0]
    crossed = [Column(entry, label, key) for key, label in table.columns]
    return [*crossed, Column(entry, TOTAL)]


def _label(entry: AnyEntry) -> str:
    """An earlier version says so, where it stands beside the newer one."""
    is_newest = catalogue.entry(entry.name).version == entry.version
    return entry.label if is_newest else f"{entry.label}（原口径，第 {entry.version} 版）"


def _sorted(lines: Sequence[Line], columns: Sequence[Column], asked: str) -> list[Line]:
    at = typed_values.number(asked.removesuffix(UP), len(columns) - 1)
    if at is None:
        return list(lines)
    return sorted(lines, key=columns[at].size, reverse=not asked.endswith(UP))


def _heading(at: int, column: Column, form: TableForm) -> Words:
    """The words, the definition behind them, and the address that sorts by this column."""
    now = form.cleaned_data["sort"]
    following = f"{at}{UP}" if now == str(at) else str(at)
    return {
        "word": column.label,
        "url": _definition(column.entry),
        "sort": f"{reverse('cases:tables')}?{urlencode(form.said() | {'sort': following})}",
        "order": {str(at): "descending", f"{at}{UP}": "ascending"}.get(now, ""),
    }


def _headings_of(looks: Sequence[Look], entry: AnyEntry) -> list[Words]:
    now, *earlier = (
        {"word": look.label, "url": _definition(entry), "sort": "", "order": ""} for look in looks
    )
    change = {"word": "变化", "url": "", "sort": "", "order": ""}
    return [now, *(one for heading in earlier for one in (heading, change))]


def _definition(entry: AnyEntry) -> str:
    return f"{reverse('cases:definitions')}#{entry.name}"


def _line(line: Line, columns: Sequence[Column], asked: Words) -> Words:
    where = asked | {"label": line.label}
    whole = _address({name: value for name, value in where.items() if name != "besides"})
    cells = []
    for column in columns:
        here = whole if column.key is None else _address_of(column.key, where)
        cells.append(_cell(column.entry, column.cell(line), column.label, here))
    return {"label": line.label, "cells": cells}


def _address_of(key: str, where: Words) -> str:
    """The address of a column's cell; 其他 says which columns stand by themselves."""
    kept = {name: value for name, value in where.items() if name != "besides" or key == OTHERS}
    return _address(kept | {"column": key})


def _beside(
    found: Comparison, form: TableForm, label: str, part: Words, of: Callable[[Look], Cell]
) -> Words:
    """One row in three periods: what it was, and the change since."""
    entry = found.entry
    now = of(found.now).value(entry)
    cells: list[Words] = []
    for look in (found.now, found.before, found.year_earlier):
        where = _address(form.of_period(look.period, look.on) | part | {"label": label})
        cells.append(_cell(entry, of(look), look.label, where))
        if look is not found.now:
            change = changes.words(now, of(look).value(entry), found.at_least)
            cells.append({"kind": "text", "word": f"比{look.label}", "text": change})
    return {"label": label, "cells": cells}


def _cell(entry: AnyEntry, cell: Cell, word: str, where: str) -> Words:
    """What stands in the cell: each number with the address of its tickets."""
    value: Value = cell.value(entry)
    address = f"{where}&name={entry.name}"
    drawn: Words = {"word": word, "kind": "count", "value": value, "url": address}
    if isinstance(value, Rate):
        if catalogue.entry(entry.name) is not entry:
            address += f"&version={entry.version}"
        sides = {side: f"{address}&side={side}" for side in (OVER, OF)}
        return drawn | {"kind": "rate", **sides}
    if isinstance(entry, Span):
        text = DASH if value is None else f"{value:f}"
        return drawn | {"kind": "days", "text": text, "value": cell.days.count}
    return drawn


def _address(where: Words) -> str:
    """The address of a cell's tickets, but for the name of the figure."""
    return f"{reverse('cases:table-rows')}?{urlencode(where, doseq=True)}"
