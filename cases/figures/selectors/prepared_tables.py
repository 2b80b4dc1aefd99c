"""What a table of figures counts, put into SQL once for each kind of question.

A leader's page asks a dozen tables: writing their SQL takes Django three times as long as asking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Value

from cadres.deadlines.rules.limits import moment_of
from cadres.pages.models import prepared_for_viewer
from cadres.pages.models.prepared import DAY, SINCE, UNTIL
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.completion import Look, Period
from cases.figures.rules.cross_tables import Ask, Dimension
from cases.figures.selectors import cohorts, dimensions, measured
from cases.figures.selectors.cohorts import Seen

# So many kinds of questions are kept; what is asked more seldom is written anew.
KINDS = 500
# A question's days: its three, and the moments that are made of them.
DAYS = 6


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the SQL of a question depends on: all but its days and who looks."""

    rows: Dimension
    across: Dimension | None
    is_past: bool
    is_own: bool
    with_carried: bool
    near_due: int
    names: tuple[str, ...]


def counted(ask: Ask, look: Seen, names: Sequence[str], *, seen_by: Viewer) -> list[Any]:
    """Return a tuple for each part: row, column, how many tickets, and what each measure counts."""
    rows = counted_together([(ask, look)], names, seen_by=seen_by)
    return [row[1:] for row in rows]


def counted_together(
    asked: Sequence[tuple[Ask, Seen]], names: Sequence[str], *, seen_by: Viewer
) -> list[Any]:
    """Return the same of several questions in one statement, before each its place among them."""
    kinds = tuple(_kind(ask, look, names, seen_by) for ask, look in asked)
    days = [
        day for ask, look in asked for day in _days(ask.period.since, ask.period.until, look.on)
    ]
    return _written(kinds)(*days, seen_by=seen_by)


def _kind(ask: Ask, look: Seen, names: Sequence[str], viewer: Viewer) -> _Kind:
    is_past = look.on != viewer.today
    return _Kind(
        *(ask.rows, ask.across, is_past, ask.is_own, ask.with_carried),
        *(look.near_due, tuple(names)),
    )


def grouped(ask: Ask, look: Seen, viewer: Viewer) -> QuerySet[Any]:
    """Return the tickets of a question, each with the row and the column in which it is."""
    across = ask.across or ask.rows
    keyed: QuerySet[Any] = cohorts.rows(ask, seen_by=viewer).annotate(
        row=dimensions.column(ask.rows, look), col=dimensions.column(across, look)
    )
    return keyed


@lru_cache(KINDS)
def _written(kinds: tuple[_Kind, ...]) -> PreparedForViewer:
    def asked(viewer: Viewer, *days: Any) -> Any:
        first, *others = (
            _parts(kind, place, viewer, *days[place * DAYS : place * DAYS + 3])
            for place, kind in enumerate(kinds)
        )
        return first.union(*others, all=True) if others else first

    marks = [mark for place, kind in enumerate(kinds) for mark in _marks(kind, place)]
    return PreparedForViewer(asked, *marks)


def _parts(kind: _Kind, place: int, viewer: Viewer, since: date, until: date, on: date) -> Any:
    ask = Ask(
        Period(since, until),
        *(kind.rows, kind.across, on if kind.is_past else None),
        *(kind.is_own, kind.with_carried),
    )
    look = cohorts.seen(ask, viewer, kind.near_due)
    counts = {
        f"n_{name}": Count("pk", filter=measured.condition(name, look)) for name in kind.names
    }
    parts = grouped(ask, look, viewer).values("row", "col").order_by()
    return parts.annotate(
        place=Value(place, IntegerField()), n_all=Count("pk"), **counts
    ).values_list("place", "row", "col", "n_all", *counts)


def _marks(kind: _Kind, place: int) -> list[date]:
    """Days of their own for each of several questions, a month apart."""
    since, until, past = (day.replace(month=1 + place) for day in (SINCE, UNTIL, DAY))
    return _days(since, until, past if kind.is_past else prepared_for_viewer.DAY)


def _days(since: date, until: date, on: date) -> list[date]:
    """The days of a question with what conditions make of them, replaced where they stand."""
    return [since, until, on, *moments(since, on)]


def moments(since: date, on: date) -> tuple[datetime, ...]:
    """What conditions make of the days: each is replaced where it stands in the SQL."""
    return (moment_of(on), Look.at(on).ends_at, cohorts.end_of_day_before(since))
