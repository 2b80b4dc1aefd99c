"""How many are overdue now, where and at whom, and how many were a month and a year ago."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.completion import Bucket
from cases.figures.rules.cross_tables import Ask, Dimension
from cases.figures.selectors import cross_tables
from cases.figures.selectors.cross_tables import Line, Table
from cases.leaders.rules import compared_months, places

OVERDUE = Bucket.OVERDUE.value
NAMES = (OVERDUE, Bucket.WITHIN.value, Bucket.UNCONFIRMED.value)


@dataclass(frozen=True, slots=True)
class Then:
    """How many were overdue at the end of an earlier day, and the question that opens them."""

    ask: Ask
    count: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """What is open now by place (promise to the enterprise) and by unit (its own time)."""

    by_place: Table
    by_unit: Table
    month_earlier: Then
    year_earlier: Then

    @property
    def count(self) -> int:
        return self.by_place.total.whole.counted(OVERDUE)

    @property
    def where(self) -> list[Line]:
        """Townships, or counties, with overdue tickets, most first; equal ones by name."""
        return most(self.by_place)

    @property
    def at_whom(self) -> list[Line]:
        """Units with overdue tickets, most first; equal ones by name."""
        return most(self.by_unit)


def most(table: Table) -> list[Line]:
    """Return the lines that have overdue tickets, most first."""
    late = [line for line in table.lines if line.whole.counted(OVERDUE)]
    return sorted(late, key=lambda line: (-line.whole.counted(OVERDUE), line.label))


def of(*, seen_by: Viewer) -> Overdue:
    """Count what is open today, and what was overdue on the same day a month and a year ago."""
    today, where = seen_by.today, places.where(seen_by.county_ids)
    asks = [
        ask_of(on, where, on)
        for on in (compared_months.month_earlier(today), compared_months.year_earlier(today))
    ]
    return Overdue(
        cross_tables.table(ask_of(today, where), NAMES, seen_by=seen_by),
        cross_tables.table(ask_of(today, Dimension.UNIT), NAMES, seen_by=seen_by),
        *_then(asks, seen_by),
    )


def ask_of(on: date, rows: Dimension, as_of: date | None = None) -> Ask:
    """Return the question of all that is open on a day: its month, with what was carried over."""
    return Ask(compared_months.so_far(on), rows, as_of=as_of, with_carried=True)


def _then(asks: Sequence[Ask], viewer: Viewer) -> list[Then]:
    found = cross_tables.wholes(asks, (OVERDUE,), seen_by=viewer)
    return [Then(ask, one.counted(OVERDUE)) for ask, one in zip(asks, found, strict=True)]
