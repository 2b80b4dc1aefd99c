"""How far a trial of the ladder is, and what it found, as its asker may see it now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cadres.jobs.selectors import background_runs
from cadres.models import BackgroundRun
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket

KIND = "try_ladder"


@dataclass(frozen=True, slots=True)
class Line:
    """One ticket that a rung would have reached."""

    ticket_id: int
    number: str
    title: str
    unit: str
    on: date
    why: str


@dataclass(frozen=True, slots=True)
class TriedRung:
    """What one rung would have done, in the words of the day on which it was worked out."""

    code: str
    name: str
    is_active: bool
    condition: str
    total: int
    by_unit: Sequence[tuple[str, int]]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class TrialPage:
    """The last trial that was asked for; nothing is worked out by looking at it."""

    run: BackgroundRun | None
    rungs: Sequence[TriedRung]

    @property
    def is_running(self) -> bool:
        return self.run is not None and not self.run.is_over

    @property
    def asked(self) -> dict[str, date]:
        """The period that was asked for."""
        detail = self.run.detail if self.run else {}
        names = ("since", "until")
        return {name: date.fromisoformat(detail[name]) for name in names if name in detail}


def detail_of(county_id: int, since: date, until: date) -> dict[str, Any]:
    return {"county": county_id, "since": since.isoformat(), "until": until.isoformat()}


def page(county_id: int, *, seen_by: Viewer) -> TrialPage:
    """Return the viewer's last trial, where it was of this county."""
    run = background_runs.newest(KIND, seen_by=seen_by)
    if run is None or run.detail.get("county") != county_id:
        return TrialPage(None, ())
    found = run.result.get("rungs", []) if run.is_over else []
    texts = _texts({line[0] for one in found for line in one["lines"]}, seen_by)
    return TrialPage(run, [_rung(one, texts) for one in found])


def _rung(one: Mapping[str, Any], texts: Mapping[int, tuple[str, str]]) -> TriedRung:
    lines = [
        Line(pk, *texts[pk], unit, date.fromisoformat(on), why)
        for pk, unit, on, why in one["lines"]
        if pk in texts
    ]
    by_unit = [(unit, times) for unit, times in one["by_unit"]]
    return TriedRung(**{**one, "by_unit": by_unit, "lines": lines})


def _texts(pks: set[int], seen_by: Viewer) -> dict[int, tuple[str, str]]:
    rows = Ticket.objects.visible_to(seen_by).filter(pk__in=pks)
    return {pk: (number, title) for pk, number, title in rows.values_list("pk", "number", "title")}
