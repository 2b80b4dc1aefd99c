"""How far a recount is: the last look, the last run, and whether the look still holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cadres.deadlines.selectors import calendar
from cadres.jobs.selectors import background_runs
from cadres.models import BackgroundRun
from cadres.people.rules import administration
from cadres.viewers.rules.viewer import Viewer

PREVIEW, RECOUNT = "preview_recount", "recount_terms"


@dataclass(frozen=True, slots=True)
class Line:
    """One term that would end on another day."""

    kind: str
    name: str
    label: str
    before: date
    after: date
    was_provisional: bool
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of the recount shows; everything on it is read, nothing counted."""

    version: int
    preview: BackgroundRun | None
    recount: BackgroundRun | None

    @property
    def running(self) -> BackgroundRun | None:
        found = (run for run in (self.recount, self.preview) if run and not run.is_over)
        return next(found, None)

    @property
    def is_recounting(self) -> bool:
        return bool(self.recount and not self.recount.is_over)

    @property
    def last(self) -> BackgroundRun | None:
        """The later of the two, once it is over: what the page tells of."""
        runs = [run for run in (self.recount, self.preview) if run and run.is_over]
        return max(runs, key=lambda run: run.pk, default=None)

    @property
    def is_preview(self) -> bool:
        return self.last is not None and self.last.kind == PREVIEW and not self.last.failure

    @property
    def is_current(self) -> bool:
        """Was the look at the calendar that holds now?"""
        return bool(self.last and self.last.result.get("version") == self.version)

    @property
    def moved(self) -> int:
        return sum(self._result.get("moved", {}).values()) if self.is_preview else 0

    @property
    def lines(self) -> list[Line]:
        named = self._result.get("named", []) if self.is_preview else []
        return [_line(row, term) for row in named for term in row["terms"]]

    @property
    def named(self) -> int:
        return len(self._result.get("named", []))

    @property
    def _result(self) -> Mapping[str, Any]:
        return self.last.result if self.last else {}


def page(*, seen_by: Viewer) -> Page:
    administration.check_administers(seen_by)
    return Page(
        calendar.work_calendar().version,
        background_runs.newest(PREVIEW, seen_by=seen_by),
        background_runs.newest(RECOUNT, seen_by=seen_by),
    )


def _line(row: Mapping[str, Any], term: Mapping[str, Any]) -> Line:
    return Line(
        row["kind"],
        row["name"],
        term["label"],
        date.fromisoformat(term["before"]),
        date.fromisoformat(term["after"]),
        term["was_provisional"],
        term["is_provisional"],
    )
