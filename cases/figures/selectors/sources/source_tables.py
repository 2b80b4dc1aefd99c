"""Tables of figures of a source other than tickets; every number opens its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet

from cadres.errors import Invalid
from cadres.people.selectors import unit_families
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules import cells, periods
from cases.figures.rules.cells import Cell
from cases.figures.rules.cross_tables import IN_TIME, OF, OVER, TEXTS, Ask, Dimension, Number, Part
from cases.figures.rules.definitions import catalogue
from cases.figures.rules.definitions.entries import AnyEntry, Ratio
from cases.figures.selectors import dimensions
from cases.figures.selectors.cross_tables import Line, Table
from cases.figures.selectors.sources import source as sources
from cases.figures.selectors.sources.source import Source

ROW = "figure_row"


def table(source: Source, ask: Ask, names: Sequence[str], *, seen_by: Viewer) -> Table:
    """Count what these entries of the catalogue say, parted as asked. Raises Invalid."""
    sources.check(source, ask, seen_by)
    on = ask.as_of or seen_by.today
    entries = tuple(catalogue.versions(names, on))
    counted = _counted(source, ask, entries, seen_by)
    words = dimensions.labels(ask.rows, counted)
    lines = [Line(key, words(key), cell, {}) for key, cell in counted.items()]
    is_in_time = ask.rows in IN_TIME
    lines.sort(key=lambda line: (line.key == "", line.key if is_in_time else line.label))
    total = Line("", "合计", cells.together(line.whole for line in lines), {})
    return Table(ask, on, entries, lines, total, [], source.period_word, source.note)


def behind(
    source: Source, ask: Ask, number: Number, *, seen_by: Viewer, part: Part
) -> QuerySet[Any]:
    """Return the rows behind one number of a line of the table. Raises Invalid."""
    sources.check(source, ask, seen_by)
    found = _keyed(source, ask, seen_by)
    if part.row is not None:
        found = found.filter(_is_in(ask.rows, part.row))
    return source.listed(found.filter(_behind(source, ask, number, seen_by)))


def _keyed(source: Source, ask: Ask, viewer: Viewer) -> QuerySet[Any]:
    keyed: QuerySet[Any] = source.rows(ask, viewer).annotate(
        **{ROW: source.column(ask.rows, ask, viewer)}
    )
    return keyed


def _counted(
    source: Source, ask: Ask, entries: Sequence[AnyEntry], viewer: Viewer
) -> dict[str, Cell]:
    names = sorted({name for entry in entries for name in _needs(entry)})
    counts = {
        f"n_{name}": Count("pk", filter=source.condition(name, ask, viewer)) for name in names
    }
    rows = _keyed(source, ask, viewer).order_by().values(ROW).annotate(**counts)
    key, found = dimensions.keys(ask.rows), dict[str, Cell]()
    for value, *numbers in rows.values_list(ROW, *counts):
        cell = Cell(Counter(dict(zip(names, numbers, strict=True))))
        found[key(value)] = cells.together((found.get(key(value), Cell()), cell))
    return found


def _needs(entry: AnyEntry) -> tuple[str, ...]:
    return entry.needs if isinstance(entry, Ratio) else (entry.name,)


def _behind(source: Source, ask: Ask, number: Number, viewer: Viewer) -> Q:
    entry = catalogue.entry(number.name)
    if not isinstance(entry, Ratio):
        return source.condition(number.name, ask, viewer)
    if number.side not in (OVER, OF):
        raise Invalid("没有这一栏，请从报表重新打开。")
    ratio = catalogue.ratio(number.name, number.version)
    whole = _any(source, ratio.over if number.side == OVER else ratio.of, ask, viewer)
    if number.side == OVER or not ratio.less:
        return whole
    return whole & ~_any(source, ratio.less, ask, viewer)


def _any(source: Source, names: tuple[str, ...], ask: Ask, viewer: Viewer) -> Q:
    return reduce(or_, (source.condition(name, ask, viewer) for name in names))


def _is_in(dimension: Dimension, wanted: str) -> Q:
    """The condition of a line, from its key, on what the rows were annotated with."""
    if dimension in IN_TIME:
        period = periods.of_key(wanted)
        return Q(**{f"{ROW}__gte": period.since, f"{ROW}__lte": period.until})
    if dimension in TEXTS:
        return Q(**{ROW: wanted}) if wanted else Q(**{f"{ROW}__isnull": True}) | Q(**{ROW: ""})
    if wanted == "":
        return Q(**{f"{ROW}__isnull": True})
    pk = typed_values.number(wanted)
    if pk is None:
        raise Invalid("没有这一行，请从报表重新打开。")
    is_family = dimension is Dimension.SUCCESSOR
    return Q(**{f"{ROW}__in": unit_families.known().of(pk) if is_family else (pk,)})
