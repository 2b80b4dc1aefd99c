"""Which clocks a newer calendar moves: those that still run, and no fact of the past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from cases.rules import clocks
from cases.rules.clocks import Calendars, ClockKind, Key, Run
from cases.rules.workflow import OPEN


@dataclass(frozen=True, slots=True)
class Shift:
    """One clock whose end the newer calendar moves."""

    kind: ClockKind
    key: str
    share_id: int | None
    before: date
    after: date
    was_provisional: bool
    is_provisional: bool


def shifts(runs: Mapping[Key, Run], state: str, version: int, days: Calendars) -> list[Shift]:
    """Return the running clocks of a ticket that end on another day by the newer calendar.

    The promise of a ticket whose result is signed was kept or missed already: it stands. A day
    that somebody stated moves by no calendar.
    """
    if state not in OPEN:
        return []
    found = (_shift(key, run, version, days) for key, run in runs.items() if _runs_on(run))
    return [shift for shift in found if shift is not None]


def _runs_on(run: Run) -> bool:
    return run.is_running and (run.limit is not None or bool(run.extensions))


def _shift(key: Key, run: Run, version: int, days: Calendars) -> Shift | None:
    if run.calendar == version:
        return None
    before, after = clocks.due(run, days), clocks.due(replace(run, calendar=version), days)
    if before == after:
        return None
    return Shift(
        ClockKind(run.kind),
        run.key,
        key[1],
        before.on,
        after.on,
        before.is_provisional,
        after.is_provisional,
    )
