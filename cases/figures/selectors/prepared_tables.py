"""What a table of figures counts, put into SQL once for each kind of question.

A leader's page asks a dozen tables: writing their SQL takes Django three times as long as asking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, QuerySet

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
    is_past = look.on != seen_by.today
    kind = _Kind(
        *(ask.rows, ask.across, is_past, ask.is_own, ask.with_carried),
        *(look.near_due, tuple(names)),
    )
    days = (ask.period.since, ask.period.until, look.on)
    return _written(kind)(*days, *moments(ask.period.since, look.on), seen_by=seen_by)


def grouped(ask: Ask, look: Seen, viewer: Viewer) -> QuerySet[Any]:
    """Return the tickets of a question, each with the row and the column in which it is."""
    across = ask.across or ask.rows
    keyed: QuerySet[Any] = cohorts.rows(ask, seen_by=viewer).annotate(
        row=dimensions.column(ask.rows, look), col=dimensions.column(across, look)
    )
    return keyed


@lru_cache(KINDS)
def _written(kind: _Kind) -> PreparedForViewer:
    def asked(viewer: Viewer, since: date, until: date, on: date, *moments: datetime) -> Any:
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
        return parts.annotate(n_all=Count("pk"), **counts).values_list(
            "row", "col", "n_all", *counts
        )

    on = DAY if kind.is_past else prepared_for_viewer.DAY
    return PreparedForViewer(asked, SINCE, UNTIL, on, *moments(SINCE, on))


def moments(since: date, on: date) -> tuple[datetime, ...]:
    """What conditions make of the days: each is replaced where it stands in the SQL."""
    return (moment_of(on), Look.at(on).ends_at, cohorts.end_of_day_before(since))
