"""Where the two clocks of a cohort differ, and whose the days are (时限差额)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from cases.figures.selectors.completion import TOTAL, Report, Row
from cases.tickets.rules.clocks.time_spent import Spent
from cases.tickets.selectors.clocks import time_spent


@dataclass(frozen=True, slots=True)
class Difference:
    """Of one row: its tickets of either kind, and the working days of those of the first."""

    row: Row
    days: Counter[Spent] = field(default_factory=Counter)

    @property
    def is_none(self) -> bool:
        figures = self.row.figures
        return not (figures.missed_elsewhere or figures.kept_all_the_same)


def of(report: Report) -> list[Difference]:
    """Return the rows in which the clocks differ, and their sum last; nothing where none does."""
    rows = [Difference(row) for row in report.rows]
    total = Difference(Row("", TOTAL, report.total))
    if total.is_none:
        return []
    by_key = {one.row.key: one for one in rows}
    for key, kind, days in time_spent.summed(report.missed_elsewhere, report.on):
        by_key[key].days[kind] += days
        total.days[kind] += days
    return [*(one for one in rows if not one.is_none), total]
