"""Tables of figures: any measures of the catalogue, parted by one dimension or crossed by two.

Counted by the database in one pass; every cell opens its rows through the same conditions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet

from cadres.deadlines.selectors import calendar
from cadres.errors import Invalid
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules import cells, completion, cross_tables
from cases.figures.rules.cells import Cell, Days
from cases.figures.rules.cross_tables import IN_TIME, OF, OTHERS, OVER, Ask, Number, Part
from cases.figures.rules.definitions import catalogue
from cases.figures.rules.definitions.entries import AnyEntry, Ratio, Span
from cases.figures.rules.definitions.handling import HistoryMeasure
from cases.figures.selectors import cohorts, dimensions, measured, prepared_tables
from cases.figures.selectors.cohorts import Seen
from cases.models import Ticket
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules import visibility

_Keyed = dict[tuple[str, str], Cell]


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its key and words, the whole of it, and its cells by column."""

    key: str
    label: str
    whole: Cell
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows, their sum and the columns; `entries` are the figures that a cell holds."""

    ask: Ask
    on: date
    entries: tuple[AnyEntry, ...]
    lines: list[Line]
    total: Line
    columns: list[tuple[str, str]]
    period_word: str = "登记日期"
    # What holds for the whole table, where it is of something else than tickets.
    note: str = ""

    @property
    def said(self) -> str:
        """By whose clock the table goes, or what holds for it instead."""
        return self.note or f"本表按{self.ask.whose.label}统计。"

    @property
    def others(self) -> tuple[str, ...]:
        """The columns that stand by themselves, where the rest is 其他."""
        shown = tuple(key for key, _ in self.columns if key != OTHERS)
        return shown if len(shown) < len(self.columns) else ()


def table(ask: Ask, names: Sequence[str], *, seen_by: Viewer) -> Table:
    """Count what these entries of the catalogue say, parted as asked. Raises Invalid."""
    _check(ask, seen_by)
    names = cross_tables.allowed(tuple(names), visibility.may_see_ratings(seen_by))
    look = cohorts.seen(ask, seen_by, _near_due(names))
    entries = tuple(catalogue.versions(names, look.on))
    keyed = _counted(ask, look, entries, seen_by)
    columns = _columns(ask, keyed)
    lines = _lines(ask, keyed, columns)
    total = Line("", "合计", cells.together(line.whole for line in lines), _sums(lines, columns))
    return Table(ask, look.on, entries, lines, total, columns)


def wholes(asks: Sequence[Ask], names: Sequence[str], *, seen_by: Viewer) -> list[Cell]:
    """Count the whole of each question, as the total of its table, all in one statement.

    For counts and rates; what has a length is asked by `table`. Raises Invalid.
    """
    names = cross_tables.allowed(tuple(names), visibility.may_see_ratings(seen_by))
    for ask in asks:
        _check(ask, seen_by)
    asked = [(ask, cohorts.seen(ask, seen_by, _near_due(names))) for ask in asks]
    entries = {entry for _, look in asked for entry in catalogue.versions(names, look.on)}
    needed = tuple(sorted({name for entry in entries for name in _needs(entry)}))
    found: list[Counter[str]] = [Counter() for _ in asks]
    for place, _, _, *counts in prepared_tables.counted_together(asked, needed, seen_by=seen_by):
        found[place].update(dict(zip(("all", *needed), counts, strict=True)))
    return [Cell(counts) for counts in found]


def tickets(ask: Ask, number: Number, *, seen_by: Viewer, part: Part) -> TicketQuerySet:
    """Return the tickets behind one number of a part of the table. Raises Invalid."""
    _check(ask, seen_by)
    if not cross_tables.allowed((number.name,), visibility.may_see_ratings(seen_by)):
        raise Invalid("没有这一栏，请从报表重新打开。")
    look = cohorts.seen(ask, seen_by, _near_due((number.name,)))
    rows = _within(cohorts.rows(ask, seen_by=seen_by), ask, part, look)
    behind = rows.filter(_behind(number, look))
    return (
        Ticket.objects.filter(pk__in=behind.values(look.ticket))
        .for_list()
        .order_by("-filed_on", "-pk")
    )


def _near_due(names: Sequence[str]) -> int | None:
    """The limit is asked for by the one measure that goes by it; to others it means nothing."""
    return None if HistoryMeasure.EXTENDED_NEAR_DUE in names else 0


def _check(ask: Ask, viewer: Viewer) -> None:
    if ask.as_of and ask.as_of > viewer.today:
        raise Invalid("查看日期不能晚于今天。", {"as_of": "查看日期不能晚于今天。"})


def _behind(number: Number, look: Seen) -> Q:
    entry = catalogue.entry(number.name)
    if isinstance(entry, Span):
        return measured.condition(entry.of, look)
    if not isinstance(entry, Ratio):
        return measured.condition(number.name, look)
    if number.side not in (OVER, OF):
        raise Invalid("没有这一栏，请从报表重新打开。")
    side = measured.numerator if number.side == OVER else measured.denominator
    return side(catalogue.ratio(number.name, number.version), look)


def _within(rows: QuerySet[Any], ask: Ask, part: Part, look: Seen) -> QuerySet[Any]:
    rows = dimensions.annotated(ask.rows, look, rows)
    if part.row is not None:
        rows = rows.filter(dimensions.is_in(ask.rows, part.row, look))
    if ask.across is None or part.column is None:
        return rows
    rows = dimensions.annotated(ask.across, look, rows)
    if part.column != OTHERS:
        return rows.filter(dimensions.is_in(ask.across, part.column, look))
    shown = [dimensions.is_in(ask.across, one, look) for one in part.others]
    # A column that is empty is neither shown nor not shown: it is among the others.
    kept = rows.filter(reduce(or_, shown, Q(pk__in=[])))
    return rows.exclude(pk__in=kept.values("pk"))


def _counted(ask: Ask, look: Seen, entries: Sequence[AnyEntry], viewer: Viewer) -> _Keyed:
    """Ask once for all counts, once more where something has a length."""
    needed = tuple(sorted({name for entry in entries for name in _needs(entry)}))
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    key = _keys(ask)
    for row, column, *counts in prepared_tables.counted(ask, look, needed, seen_by=viewer):
        found[key(row, column)].update(dict(zip(("all", *needed), counts, strict=True)))
    has_lengths = any(isinstance(one, Span) for one in entries)
    lengths = _lengths(ask, look, viewer) if has_lengths else {}
    return {part: Cell(found[part], Days(lengths.get(part, Counter()))) for part in found}


def _needs(entry: AnyEntry) -> tuple[str, ...]:
    if isinstance(entry, Ratio):
        return entry.needs
    return (entry.of if isinstance(entry, Span) else entry.name,)


def _keys(ask: Ask) -> Callable[[Any, Any], tuple[str, str]]:
    """Return a function from what the database grouped to the keys of row and column."""
    of_row = dimensions.keys(ask.rows)
    of_column = dimensions.keys(ask.across) if ask.across else lambda _: ""
    return lambda row, column: (of_row(row), of_column(column))


def _lengths(ask: Ask, look: Seen, viewer: Viewer) -> dict[tuple[str, str], Counter[int]]:
    """Working days from filing to approval, of what was 办结: so many tickets of each length."""
    ticket = look.columns.ticket
    rows = prepared_tables.grouped(ask, look, viewer)
    closed = rows.filter(completion.closed(look.columns)).values_list(
        *("row", "col"),
        *(f"{ticket}county_id", f"{ticket}filed_on", look.columns.approved_on),
    )
    counted = list(closed.annotate(n=Count("pk")).order_by())
    known = calendar.work_calendars({one[2] for one in counted})
    found: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    key = _keys(ask)
    for row, column, county, filed_on, approved_on, count in counted:
        days = known[county].working_days_between(filed_on, approved_on)
        found[key(row, column)][days] += count
    return found


def _columns(ask: Ask, keyed: _Keyed) -> list[tuple[str, str]]:
    """Those with most tickets, or the latest, each by itself; the rest is 其他."""
    if ask.across is None:
        return []
    sizes: Counter[str] = Counter()
    for (_, column), cell in keyed.items():
        sizes[column] += cell.counted("all")
    words = dimensions.labels(ask.across, sizes)
    ranked = sorted(sizes) if ask.across in IN_TIME else [key for key, _ in sizes.most_common()]
    is_short = len(ranked) <= cross_tables.COLUMNS
    if ask.across in IN_TIME:
        shown = ranked if is_short else ranked[1 - cross_tables.COLUMNS :]
    else:
        shown = ranked if is_short else ranked[: cross_tables.COLUMNS - 1]
    found = [(key, words(key)) for key in shown]
    return found if is_short else [*found, (OTHERS, "更早" if ask.across in IN_TIME else "其他")]


def _lines(ask: Ask, keyed: _Keyed, columns: Sequence[tuple[str, str]]) -> list[Line]:
    by_row: dict[str, dict[str, Cell]] = defaultdict(dict)
    for (row, column), cell in keyed.items():
        by_row[row][column] = cell
    words = dimensions.labels(ask.rows, by_row)
    shown = {key for key, _ in columns} - {OTHERS}
    found = [
        Line(key, words(key), cells.together(of.values()), _with_others(of, shown, columns))
        for key, of in by_row.items()
    ]
    is_in_time = ask.rows in IN_TIME
    return sorted(found, key=lambda line: (line.key == "", line.key if is_in_time else line.label))


def _with_others(
    of: Mapping[str, Cell], shown: set[str], columns: Sequence[tuple[str, str]]
) -> dict[str, Cell]:
    rest = [cell for key, cell in of.items() if key not in shown]
    found = {key: of.get(key, Cell()) for key in shown}
    return found | {OTHERS: cells.together(rest)} if len(shown) < len(columns) else found


def _sums(lines: Sequence[Line], columns: Iterable[tuple[str, str]]) -> dict[str, Cell]:
    return {key: cells.together(line.cells[key] for line in lines) for key, _ in columns}
