"""The figures of a bulletin as a value: definitions, tables, and the tickets behind each cell.

A count is the number of ids behind it, a rate follows from counts by the formula that was sealed:
nothing is kept that could part from what it was made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from cadres.pages.rules.rates import Rate
from cases.bulletins.rules import task_figures
from cases.bulletins.rules.cards import CardRule
from cases.bulletins.rules.tables import Source, TableSpec
from cases.figures.rules import suppression
from cases.figures.rules.completion import Period
from cases.figures.rules.cross_tables import WITHOUT_RATINGS, Dimension
from cases.figures.rules.definitions import catalogue
from cases.figures.rules.definitions.entries import AnyEntry, Measure, Ratio

TOTAL = "合计"
# By name what was read of a ticket at the cut-off, and how it is called.
FACTS = {
    "event": "最后一条记录",
    "state": "状态",
    "unit": "承办单位",
    "category": "问题类别",
    "township": "乡镇",
    "due_on": "对企业承诺的时限",
    "unit_due_on": "承办时限",
    "approved_on": "审核通过日",
    "outcome": "办理结果",
}
Ids = tuple[int, ...]
Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure by the definition under which it was counted; a measure has no sides."""

    name: str
    label: str
    version: int
    counts: str
    leaves_out: str
    over: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    less: tuple[str, ...] = ()

    @property
    def is_rate(self) -> bool:
        return bool(self.over)

    @property
    def needs(self) -> tuple[str, ...]:
        """The measures that have to be counted for it."""
        return (*self.over, *self.of, *self.less) if self.is_rate else (self.name,)


Value = int | Rate | None


@dataclass(frozen=True, slots=True)
class Line:
    """One row: by measure the ids of the tickets that it counts, in their order.

    In a published copy `blank` names the columns of which nothing may be told.
    """

    key: str
    label: str
    behind: Mapping[str, Ids]
    blank: frozenset[str] = frozenset()

    def counted(self, name: str) -> int:
        return len(self.behind.get(name, ()))

    def value(self, column: Definition) -> Value:
        """Return the figure of a cell; of few ratings none is told, so that nobody is known."""
        if column.name in self.blank:
            return None
        if not column.is_rate:
            return self.counted(column.name)
        rate = self.rate(column)
        is_of_few = column.name in WITHOUT_RATINGS and rate.denominator < suppression.LEAST
        return None if is_of_few else rate

    def rate(self, column: Definition) -> Rate:
        """Return the rate as it follows from the counts, whether it may be told or not."""
        over = sum(map(self.counted, column.over))
        return Rate(over, sum(map(self.counted, column.of)) - sum(map(self.counted, column.less)))

    def told(self, name: str) -> int | None:
        """Return how many a measure counts, or None where that is not told."""
        return None if name in self.blank else self.counted(name)

    def ids(self, column: Definition, side: str = "") -> Ids:
        """Return the tickets of a cell: of a rate those of its numerator, or those it goes over."""
        if not column.is_rate:
            return self.behind.get(column.name, ())
        if side == "over":
            return self._of(column.over)
        return tuple(sorted({*self._of(column.of)} - {*self._of(column.less)}))

    def _of(self, names: Iterable[str]) -> Ids:
        return tuple(sorted({pk for name in names for pk in self.behind.get(name, ())}))


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was counted: the question, the columns by name, the rows.

    In a published copy `blank` names the columns in which the sum is not told.
    """

    spec: TableSpec
    lines: tuple[Line, ...]
    blank: frozenset[str] = frozenset()

    @property
    def total(self) -> Line:
        names = {name for line in self.lines for name in line.behind}
        behind = {
            name: tuple(sorted(pk for line in self.lines for pk in line.behind.get(name, ())))
            for name in names
        }
        return Line("", TOTAL, behind, self.blank)

    @property
    def has_total(self) -> bool:
        """A table of one row, the county, is its own sum."""
        return self.spec.rows is not Dimension.COUNTY

    @property
    def is_whole(self) -> bool:
        """Is every cell told?"""
        return not self.blank and not any(line.blank for line in self.lines)


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is counted for a bulletin; `tickets` says of each what was read of it, by its id.

    `tasks` says the same of tasks; `cards` is the rule by which units are shown a card, if any.
    A published copy (`cases.bulletins.rules.published`) says that it is one.
    """

    definitions: Mapping[str, Definition]
    tables: tuple[Table, ...]
    tickets: Mapping[int, Facts] = field(default_factory=dict)
    tasks: Mapping[int, Facts] = field(default_factory=dict)
    cards: CardRule | None = None
    is_published: bool = False

    def columns(self, table: Table) -> list[Definition]:
        return [self.definitions[name] for name in table.spec.columns]

    def facts_of(self, table: Table) -> Mapping[int, Facts]:
        """Return by id what was read of that which the table counts."""
        return self.tasks if table.spec.of is Source.TASKS else self.tickets

    def table(self, name: str) -> Table | None:
        return next((one for one in self.tables if one.spec.name == name), None)


def definitions_of(specs: Iterable[TableSpec]) -> dict[str, Definition]:
    """Return by name what today's catalogue says of all columns and of what they are made of."""
    found: dict[str, Definition] = {}
    for name in (name for spec in specs for name in spec.columns):
        column = found.setdefault(name, definition_of(name))
        for part in column.needs:
            found.setdefault(part, definition_of(part))
    return found


def definition_of(name: str) -> Definition:
    """Return what counts by this name today: a figure of the catalogue, or one of tasks."""
    if name in task_figures.MEASURES:
        label, counts, _ = task_figures.MEASURES[name]
        return Definition(name, label, 1, counts, task_figures.LEAVES_OUT)
    return defined(catalogue.entry(name))


def defined(entry: AnyEntry) -> Definition:
    """Return a measure or a rate of the catalogue as it is sealed. Raises TypeError on spans."""
    if isinstance(entry, Ratio):
        over, of = catalogue.made_of(entry)
        made = {"over": entry.over, "of": entry.of, "less": entry.less}
        words = f"{over} ÷（{of}）"
        return Definition(entry.name, entry.label, entry.version, words, entry.leaves_out, **made)
    if not isinstance(entry, Measure):
        raise TypeError(f"{entry.name} is no column of a bulletin")
    return Definition(entry.name, entry.label, entry.version, entry.counts, entry.leaves_out)


def as_data(figures: Figures) -> dict[str, Any]:
    """Return the figures as plain data, as they are kept and sealed."""
    return {
        "definitions": [_definition_data(one) for one in figures.definitions.values()],
        "tables": [_table_data(one) for one in figures.tables],
        "tickets": {str(pk): dict(facts) for pk, facts in sorted(figures.tickets.items())},
        **_beside(figures),
    }


def _beside(figures: Figures) -> dict[str, Any]:
    """What only some kinds hold; the others are sealed without it."""
    found: dict[str, Any] = {}
    if figures.tasks:
        found["tasks"] = {str(pk): dict(facts) for pk, facts in sorted(figures.tasks.items())}
    if figures.cards:
        found["cards"] = asdict(figures.cards)
    return found


def from_data(data: Mapping[str, Any]) -> Figures:
    """The reverse of `as_data`."""
    definitions = [_definition(one) for one in data["definitions"]]
    return Figures(
        {one.name: one for one in definitions},
        tuple(map(_table, data["tables"])),
        {int(pk): facts for pk, facts in data["tickets"].items()},
        {int(pk): facts for pk, facts in data.get("tasks", {}).items()},
        CardRule(**data["cards"]) if "cards" in data else None,
    )


def _definition_data(one: Definition) -> dict[str, Any]:
    plain = ("name", "label", "version", "counts", "leaves_out")
    sides = {name: list(getattr(one, name)) for name in ("over", "of", "less")}
    return {**{name: getattr(one, name) for name in plain}, **sides}


def _definition(data: Mapping[str, Any]) -> Definition:
    sides = {name: tuple(data[name]) for name in ("over", "of", "less")}
    return Definition(**{**data, **sides})


def _table_data(table: Table) -> dict[str, Any]:
    spec = table.spec
    return {
        "name": spec.name,
        "title": spec.title,
        "rows_by": spec.rows.value,
        **({"of": spec.of.value} if spec.of is not Source.TICKETS else {}),
        "clock": spec.ask(spec.period.until).whose.value,
        "since": spec.period.since.isoformat(),
        "until": spec.period.until.isoformat(),
        "columns": list(spec.columns),
        "rows": [
            {
                "key": line.key,
                "label": line.label,
                "behind": {name: list(ids) for name, ids in sorted(line.behind.items())},
            }
            for line in table.lines
        ],
    }


def _table(data: Mapping[str, Any]) -> Table:
    period = Period(date.fromisoformat(data["since"]), date.fromisoformat(data["until"]))
    spec = TableSpec(
        *(data["name"], data["title"], Dimension(data["rows_by"]), period),
        tuple(data["columns"]),
        Source(data.get("of", Source.TICKETS)),
    )
    lines = tuple(
        Line(
            row["key"],
            row["label"],
            {name: tuple(ids) for name, ids in row["behind"].items()},
        )
        for row in data["rows"]
    )
    return Table(spec, lines)
