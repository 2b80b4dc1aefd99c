"""One figure of a period beside the period before and the same of last year (环比、同比)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cadres.errors import Invalid
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules import periods
from cases.figures.rules.cells import Cell
from cases.figures.rules.completion import Period
from cases.figures.rules.cross_tables import Ask
from cases.figures.rules.definitions.entries import AnyEntry
from cases.figures.rules.limit_keys import COMPARED_AT_LEAST
from cases.figures.selectors import figure_limits, figure_tables
from cases.figures.selectors.cross_tables import Line, Table


@dataclass(frozen=True, slots=True)
class Look:
    """One of the periods, looked at when it was as old as the present one is, with its table."""

    label: str
    period: Period
    on: date
    table: Table

    def cell(self, key: str) -> Cell:
        """Return the cell of a row; of a row that had nothing then, an empty one."""
        found = next((line for line in self.table.lines if line.key == key), None)
        return found.whole if found else Cell()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows of all three periods; `at_least` is how many tickets a rate must rest on."""

    ask: Ask
    now: Look
    before: Look
    year_earlier: Look
    lines: list[Line]
    at_least: int

    @property
    def entry(self) -> AnyEntry:
        """What is compared, in the version that holds today."""
        return self.now.table.entries[0]

    @property
    def earlier(self) -> tuple[Look, Look]:
        return (self.before, self.year_earlier)

    @property
    def notes(self) -> tuple[str, ...]:
        """Which days each period has, and on which day it was looked at."""
        return tuple(
            f"{look.label}：{look.table.period_word} {look.period.since} 至 {look.period.until}，"
            f"按 {look.on} 的情况"
            for look in (self.now, *self.earlier)
        )


def table(ask: Ask, name: str, *, seen_by: Viewer) -> Comparison:
    """Count one entry of the catalogue in three periods, each at the same age. Raises Invalid."""
    on = ask.as_of or seen_by.today
    earlier = {
        "上期": periods.before(ask.period),
        "上年同期": periods.year_earlier(ask.period),
    }
    now = Look("本期", ask.period, on, figure_tables.table(ask, (name,), seen_by=seen_by))
    if not now.table.entries:
        raise Invalid("没有这一项指标，请从“口径”里另选一项。")
    before, year = (_look(*one, ask, name, on, seen_by) for one in earlier.items())
    lines = {line.key: line for look in (year, before, now) for line in look.table.lines}
    ordered = sorted(lines.values(), key=lambda line: (line.key == "", line.label))
    at_least = figure_limits.amount(COMPARED_AT_LEAST, seen_by.today, seen_by=seen_by)
    return Comparison(ask, now, before, year, ordered, at_least)


def _look(label: str, period: Period, ask: Ask, name: str, on: date, viewer: Viewer) -> Look:
    then = min(periods.looked_at_alike(period, ask.period, on), viewer.today)
    found = figure_tables.table(ask.over(period, then), (name,), seen_by=viewer)
    return Look(label, period, then, found)
