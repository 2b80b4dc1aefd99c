"""Counts the tables of a bulletin from the events up to its cut-off, with the ids behind cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Value, When

from cadres.models import Region, Unit
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import figures as rules
from cases.bulletins.rules.cards import CardRule
from cases.bulletins.rules.figures import Definition, Facts, Figures, Line, Table
from cases.bulletins.rules.tables import Source, TableSpec
from cases.bulletins.selectors import counting_tasks
from cases.figures.rules.cross_tables import IN_TIME
from cases.figures.selectors import cohorts, dimensions, measured
from cases.figures.selectors.cohorts import Seen
from cases.models import Category
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.rules.workflow import State

MARK, ROW = "in_", "row_of_"


def figures(
    specs: Iterable[TableSpec],
    cutoff: date,
    *,
    seen_by: Viewer,
    definitions: Mapping[str, Definition] | None = None,
    cards: CardRule | None = None,
) -> Figures:
    """Count the tables as things stood at the end of the cut-off, for these eyes.

    By the definitions of today's catalogue, or by those that were sealed; so the rule of cards.
    """
    specs = tuple(specs)
    known = dict(definitions or rules.definitions_of(specs))
    read: dict[int, dict[str, Any]] = {}
    tasks: dict[int, Facts] = {}
    counted = {
        spec.name: counting_tasks.table(spec, cutoff, tasks, seen_by=seen_by)
        for spec in specs
        if spec.of is Source.TASKS
    }
    for alike in _alike(spec for spec in specs if spec.of is Source.TICKETS):
        counted |= _counted(alike, cutoff, known, read, seen_by)
    tables = tuple(counted[spec.name] for spec in specs)
    return Figures(known, tables, _facts(read), tasks, cards)


def _alike(specs: Iterable[TableSpec]) -> Iterable[list[TableSpec]]:
    """Part the tables by period and clock: those that tell of the same tickets in the same way."""
    found: dict[object, list[TableSpec]] = defaultdict(list)
    for spec in specs:
        found[spec.period, spec.ask(spec.period.until).whose].append(spec)
    return found.values()


def _counted(
    specs: Sequence[TableSpec],
    cutoff: date,
    known: Mapping[str, Definition],
    read: dict[int, dict[str, Any]],
    viewer: Viewer,
) -> dict[str, Table]:
    """One pass for tables that are alike: each ticket, its rows, and which measures count it."""
    ask = specs[0].ask(cutoff)
    look = cohorts.seen(ask, viewer)
    columns = {spec.name: _needs(spec, known) for spec in specs}
    marks = {
        f"{MARK}{name}": _counts(name, look) for name in sorted(set().union(*columns.values()))
    }
    parts = {f"{ROW}{spec.name}": dimensions.column(spec.rows, look) for spec in specs}
    rows = cohorts.rows(ask, seen_by=viewer).annotate(**parts, **marks)
    facts = _columns(look)
    found = list(rows.values(look.ticket, *parts, *marks, *facts.values()))
    for one in found:
        read[one[look.ticket]] = {name: one[column] for name, column in facts.items()}
    return {
        spec.name: Table(spec, _lines(spec, _behind(spec, columns[spec.name], found, look.ticket)))
        for spec in specs
    }


def _needs(spec: TableSpec, known: Mapping[str, Definition]) -> list[str]:
    """Name the measures of which the table's columns are made."""
    return sorted({part for name in spec.columns for part in known[name].needs})


def _behind(
    spec: TableSpec, names: Sequence[str], found: Iterable[Mapping[str, Any]], ticket: str
) -> dict[str, dict[str, list[int]]]:
    """Which tickets stand behind each row and measure of the table."""
    behind: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    key = dimensions.keys(spec.rows)
    for one in found:
        line = behind[key(one[f"{ROW}{spec.name}"])]
        for name in names:
            if one[f"{MARK}{name}"]:
                line[name].append(one[ticket])
    return behind


def _counts(name: str, look: Seen) -> Case:
    """Says whether a measure counts the ticket."""
    condition = measured.condition(name, look)
    return Case(
        When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()
    )


def _lines(spec: TableSpec, behind: Mapping[str, Mapping[str, list[int]]]) -> tuple[Line, ...]:
    words = dimensions.labels(spec.rows, behind)
    lines = [
        Line(key, words(key), {name: tuple(sorted(ids)) for name, ids in of.items()})
        for key, of in behind.items()
    ]
    is_in_time = spec.rows in IN_TIME
    return tuple(
        sorted(lines, key=lambda line: (line.key == "", line.key if is_in_time else line.label))
    )


def _columns(look: Seen) -> dict[str, str]:
    """Under which names the facts of a ticket are found: those of its last event, or its own."""
    of, ticket = look.columns, look.columns.ticket
    return {
        "event": "pk",
        "number": f"{ticket}number",
        "state": of.state,
        "unit": f"{of.unit}_id",
        "category": f"{ticket}category_id",
        "township": f"{ticket}township_id",
        "due_on": of.due_on,
        "unit_due_on": of.unit_due_on,
        "approved_on": of.approved_on,
        "outcome": of.outcome,
    }


def _facts(read: Mapping[int, Mapping[str, Any]]) -> dict[int, dict[str, str]]:
    """Say what was read of each ticket in words; three queries for the names."""
    names = {
        "unit": _names(Unit, read, "unit"),
        "category": _names(Category, read, "category"),
        "township": _names(Region, read, "township"),
        "state": dict(State.choices),
        "outcome": dict(Outcome.choices),
    }
    return {
        pk: {name: _said(name, value, names) for name, value in facts.items()}
        for pk, facts in read.items()
    }


def _names(model: Any, read: Mapping[int, Mapping[str, Any]], name: str) -> dict[Any, str]:
    pks = {facts[name] for facts in read.values()} - {None}
    return dict(model._default_manager.filter(pk__in=pks).values_list("pk", "name"))


def _said(name: str, value: Any, names: Mapping[str, Mapping[Any, str]]) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if name == "event":
        return f"#{value}"
    return str(names[name].get(value, value)) if name in names else str(value)
