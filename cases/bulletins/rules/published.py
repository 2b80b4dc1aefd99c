"""The published copy (公开件) of a bulletin: small numbers blank, and nothing that leads to them.

Blank is a count of one to four, and a rate of few. Where a blank count still follows from what is
told (sums, rates, the same sum in another table), a second cell goes, until none follows: asked of
the whole bulletin at once by linear equations (`cases.figures.rules.suppression.determined`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cases.bulletins.rules.figures import Definition, Figures, Line, Table
from cases.bulletins.rules.tables import Source
from cases.figures.rules import suppression

BLANK = f"不足 {suppression.LEAST} 件的数，和能由其他数推算出来的数，写“—”，不表示没有。"
# What makes up what within a row, where the tickets count so (`cases.figures.rules.definitions`).
MADE_OF = {
    "received": ("on_time", "late", "within", "overdue", "unconfirmed", "apart"),
    "closed": ("on_time", "late"),
}
# A number of the bulletin: of a row of a table, or a sum that several tables may show.
Number = tuple[Any, ...]
Equation = Mapping[Number, int]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A rate that may be told, and the numbers of which it speaks."""

    table: str
    row: str | None
    column: Definition


@dataclass(slots=True)
class _Copy:
    """What is hidden so far: numbers, wherever they stand, and rates."""

    figures: Figures
    counts: dict[Number, int] = field(default_factory=dict)
    told: set[Number] = field(default_factory=set)
    hidden: set[Number] = field(default_factory=set)
    sums: list[Equation] = field(default_factory=list)
    rates: dict[_Cell, tuple[Equation, Equation]] = field(default_factory=dict)

    @property
    def equations(self) -> list[Equation]:
        """All that a reader may reckon with, over the numbers that are not told."""
        all_of = [*self.sums, *(one for pair in self.rates.values() for one in pair)]
        shown = self.told - self.hidden
        return [
            {number: times for number, times in one.items() if number not in shown}
            for one in all_of
        ]


def published(figures: Figures) -> Figures:
    """Return the copy that may be published; what is counted of tasks is told as it is."""
    copy = _Copy(figures)
    for table in _of_tickets(figures):
        _read(copy, table, figures.columns(table))
    copy.hidden = {one for one in copy.told if suppression.is_small(copy.counts[one])}
    while known := _known(copy):
        if not _hide_more(copy, known):
            break
    tables = tuple(_blanked(copy, table) for table in figures.tables)
    return replace(figures, tables=tables, is_published=True)


def cell_by_cell(was: Figures, now: Figures) -> frozenset[str]:
    """Return the titles of the tables in which each correction may be told.

    Where a cell is blank, which of its neighbours changed and which did not would give it away.
    """
    before = {one.spec.name: one.is_whole for one in was.tables}
    return frozenset(
        one.spec.title for one in now.tables if one.is_whole and before.get(one.spec.name, True)
    )


def _of_tickets(figures: Figures) -> list[Table]:
    return [one for one in figures.tables if one.spec.of is Source.TICKETS]


def _read(copy: _Copy, table: Table, columns: Sequence[Definition]) -> None:
    """Take in the numbers of a table, what is told of them, and how they hang together."""
    measures = list(dict.fromkeys(name for column in columns for name in column.needs))
    for key, line in _rows(table):
        numbers = {name: _number(table, key, name, line) for name in measures}
        copy.counts |= {number: line.counted(name) for name, number in numbers.items()}
        copy.told |= {numbers[column.name] for column in columns if not column.is_rate}
        copy.sums += _within(numbers, line)
        for column in columns:
            if column.is_rate and not _is_of_few(line, column):
                copy.rates[_Cell(table.spec.name, key, column)] = _parts(column, numbers)
    if table.has_total:
        copy.sums += [_column(table, name) for name in measures]


def _rows(table: Table) -> Iterator[tuple[str | None, Line]]:
    """Each row with its key; the sum, and the county as a whole, have none."""
    if table.has_total:
        yield from ((line.key, line) for line in table.lines)
    yield None, table.total


def _number(table: Table, key: str | None, name: str, line: Line) -> Number:
    """The same sum of the same days is one number, in whichever table it stands."""
    if key is not None:
        return (table.spec.name, key, name)
    period = table.spec.period
    return (period.since, period.until, name, line.counted(name))


def _within(numbers: Mapping[str, Number], line: Line) -> Iterator[Equation]:
    for whole, parts in MADE_OF.items():
        is_there = numbers.keys() >= {whole, *parts}
        if is_there and line.counted(whole) == sum(map(line.counted, parts)):
            yield _sum(numbers[whole], (numbers[name] for name in parts))


def _column(table: Table, name: str) -> Equation:
    whole = _number(table, None, name, table.total)
    return _sum(whole, (_number(table, line.key, name, line) for line in table.lines))


def _sum(whole: Number, parts: Iterable[Number]) -> Equation:
    return {whole: -1} | dict.fromkeys(parts, 1)


def _parts(column: Definition, numbers: Mapping[str, Number]) -> tuple[Equation, Equation]:
    """Whoever reads a rate with its parts knows what stands above and below its stroke."""
    below = dict.fromkeys((numbers[name] for name in column.of), 1)
    below |= dict.fromkeys((numbers[name] for name in column.less), -1)
    return dict.fromkeys((numbers[name] for name in column.over), 1), below


def _is_of_few(line: Line, column: Definition) -> bool:
    rate = line.rate(column)
    return suppression.is_small(rate.denominator) or suppression.is_small(rate.numerator)


def _known(copy: _Copy) -> set[Number]:
    """Return the hidden numbers that follow: left alone in a line, or by several lines together."""
    equations = copy.equations
    alone = {number for one in equations if len(one) == 1 for number in one} & copy.hidden
    return alone or suppression.determined(equations) & copy.hidden


def _hide_more(copy: _Copy, known: set[Number]) -> set[Number]:
    """A second cell for each number that follows; one at a time where they hang together.

    Returns the numbers that stand in a line with what was hidden; none where all is hidden.
    """
    touched: set[Number] = set()
    for number in sorted(known, key=repr):
        if number not in touched:
            touched |= _hide_one(copy, number)
    return touched


def _hide_one(copy: _Copy, number: Number) -> set[Number]:
    """A rate that speaks of it goes first, then the smallest number that stands in a sum with it;
    where it follows by a longer way, the smallest of all."""
    speaking = [cell for cell, pair in copy.rates.items() if any(number in one for one in pair)]
    shown = copy.told - copy.hidden
    if speaking or not shown:
        gone = speaking[:1] or list(copy.rates)
        return {other for cell in gone for one in copy.rates.pop(cell) for other in one}
    around = {other for one in copy.sums if number in one for other in one}
    left = around & shown or shown
    second = min(left, key=lambda one: _worth(one, copy.counts[one]))
    copy.hidden.add(second)
    return {other for one in copy.sums if second in one for other in one} | {second}


def _worth(number: Number, count: int) -> tuple[bool, bool, int, str]:
    """What a reader would miss least: of a row before a sum, of numbers before a nought, small."""
    return _is_sum(number), count == 0, count, repr(number)


def _is_sum(number: Number) -> bool:
    return not isinstance(number[0], str)


def _blanked(copy: _Copy, table: Table) -> Table:
    if table.spec.of is not Source.TICKETS:
        return table
    columns = copy.figures.columns(table)
    blank = {key: _blank_in(copy, table, key, line, columns) for key, line in _rows(table)}
    lines = tuple(replace(line, blank=blank.get(line.key, frozenset())) for line in table.lines)
    if not table.has_total:
        lines = tuple(replace(line, blank=blank[None]) for line in table.lines)
    return replace(table, lines=lines, blank=blank[None])


def _blank_in(
    copy: _Copy, table: Table, key: str | None, line: Line, columns: Sequence[Definition]
) -> frozenset[str]:
    return frozenset(
        column.name
        for column in columns
        if (column.is_rate and _Cell(table.spec.name, key, column) not in copy.rates)
        or (not column.is_rate and _number(table, key, column.name, line) in copy.hidden)
    )
