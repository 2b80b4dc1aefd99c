"""Tables of figures of whatever the catalogue counts: tickets, enterprises, letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cadres.errors import Invalid
from cadres.pages.selectors import paging
from cadres.pages.selectors.paging import Page
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.cross_tables import CROSSED, TABLES, Ask, Dimension, Number, Part
from cases.figures.rules.definitions import catalogue
from cases.figures.rules.definitions.entries import Group, Ratio
from cases.figures.selectors import cross_tables
from cases.figures.selectors.cross_tables import Table
from cases.figures.selectors.sources import source as sources
from cases.figures.selectors.sources import source_tables
from cases.tickets.selectors import tickets

TICKET_ROWS = "cases/tickets/_rows.html"


@dataclass(frozen=True, slots=True)
class RowsBehind:
    """One page of what a number counts, with the template that shows it."""

    page: Page
    template: str
    unit: str


def groups(*, seen_by: Viewer) -> list[Group]:
    """Return what there are tables of, for this viewer, in the order of the catalogue."""
    beside = [one.group for one in sources.every() if one.is_open_to(seen_by)]
    return [group for group in Group if group in TABLES or group in beside]


def columns(group: Group) -> tuple[str, ...]:
    """Return the entries of the catalogue that stand in the table of a group. Raises Invalid."""
    if group in TABLES:
        return TABLES[group]
    source = sources.for_group(group)
    if source is None:
        raise Invalid("没有这一类指标，请从指标统计重新打开。")
    return source.columns


def comparable() -> tuple[str, ...]:
    """Return what may stand beside itself of other periods: of other sources their rates."""
    beside = [
        name
        for source in sources.every()
        for name in source.columns
        if isinstance(catalogue.entry(name), Ratio)
    ]
    return (*CROSSED, *beside)


def table(ask: Ask, names: Sequence[str], *, seen_by: Viewer) -> Table:
    """Count entries of one source of the catalogue, parted as asked. Raises Invalid, Absent."""
    source = sources.of(names[0])
    if source is None:
        return cross_tables.table(ask, names, seen_by=seen_by)
    return source_tables.table(source, ask, names, seen_by=seen_by)


def by_source(names: Iterable[str], rows: Dimension) -> Iterator[tuple[str, ...]]:
    """Yield names that are counted in one table; what is not parted so is left out."""
    known: dict[Group | None, list[str]] = {}
    for name in names:
        source = sources.of(name)
        if source is None or rows in source.dimensions:
            known.setdefault(source.group if source else None, []).append(name)
    yield from map(tuple, known.values())


def behind(ask: Ask, number: Number, part: Part, page: int, *, seen_by: Viewer) -> RowsBehind:
    """Return a page of the rows behind one number of a table. Raises Invalid, Absent."""
    source = sources.of(number.name)
    if source is None:
        found = cross_tables.tickets(ask, number, seen_by=seen_by, part=part)
        return RowsBehind(tickets.page(found, page, seen_by=seen_by), TICKET_ROWS, "件")
    rows = source_tables.behind(source, ask, number, seen_by=seen_by, part=part)
    cut = paging.page_of(rows, str(page))
    lines = source.lines(cut.rows, seen_by)
    shown = Page(lines, cut.number, cut.has_next, cut.total, cut.size)
    return RowsBehind(shown, source.template, source.unit)
