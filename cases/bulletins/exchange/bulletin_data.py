"""The figures of a bulletin as plain data, cell by cell as its page shows them."""

from __future__ import annotations

from typing import Any

from cadres.pages.rules.rates import Rate
from cases.bulletins.rules import cards as card_rules
from cases.bulletins.rules import task_lists
from cases.bulletins.rules.figures import Definition, Figures, Line, Table, Value
from cases.figures.exchange.report_sheets import rate_as_data


def tables(figures: Figures) -> list[dict[str, Any]]:
    """Return the tables with their definitions, rows and sums; no ids of tickets."""
    return [_table(one, figures.columns(one)) for one in figures.tables]


def cards(figures: Figures) -> list[dict[str, Any]]:
    """Return the cards that follow from the figures: unit, colour, tickets overdue."""
    shown = card_rules.shown(figures)
    return [
        {"unit": one.unit_id, "label": one.label, "colour": one.colour, "overdue": one.overdue}
        for one in shown
    ]


def tasks(figures: Figures) -> list[dict[str, Any]]:
    """Return the lines of the two lists (双清单), by the table in which each stands."""
    return [
        {"table": table.spec.name, **figures.tasks[pk]}
        for table in figures.tables
        for pk in table.total.behind.get(task_lists.LISTED, ())
    ]


def _table(table: Table, columns: list[Definition]) -> dict[str, Any]:
    spec = table.spec
    named = [{"name": one.name, "label": one.label, "version": one.version} for one in columns]
    return {
        "name": spec.name,
        "title": spec.title,
        "from": spec.period.since.isoformat(),
        "to": spec.period.until.isoformat(),
        "rows_by": spec.rows.value,
        "definitions": named,
        "rows": [_line(line, columns) for line in table.lines],
        "total": _line(table.total, columns),
    }


def _line(line: Line, columns: list[Definition]) -> dict[str, Any]:
    figures = {one.name: _plain(line.value(one)) for one in columns}
    return {"key": line.key, "label": line.label, "figures": figures}


def _plain(value: Value) -> Any:
    return rate_as_data(value) if isinstance(value, Rate) else value
