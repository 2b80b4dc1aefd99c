"""Which clocks a newer calendar moves: those that still run, and no fact of the past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cadres.deadlines.rules import terms
from cadres.deadlines.rules.limits import label_of
from cadres.deadlines.rules.terms import Calendars, OpenTerm
from cases.tickets.rules.clocks.clocks import ClockKind, Key, Run
from cases.tickets.rules.workflow import OPEN


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
    found = (_shift(key, run, version, days) for key, run in runs.items() if run.is_running)
    return [shift for shift in found if shift is not None]


def open_terms(runs: Mapping[Key, Run], state: str) -> tuple[OpenTerm, ...]:
    """Return the clocks of a ticket that run, as the kernel counts them."""
    if state not in OPEN:
        return ()
    return tuple(_open_term(run) for run in runs.values() if run.is_running)


def clock_label(run: Run) -> str:
    """What a person calls the clock: the wait of a step by its limit, others by their kind."""
    is_step = run.kind == ClockKind.STEP and run.key
    return label_of(run.key) if is_step else ClockKind(run.kind).label


def _open_term(run: Run) -> OpenTerm:
    return OpenTerm(clock_label(run), run.term, None)


def _shift(key: Key, run: Run, version: int, days: Calendars) -> Shift | None:
    moved = terms.shift(_open_term(run), version, days)
    if moved is None:
        return None
    return Shift(
        ClockKind(run.kind),
        run.key,
        key[1],
        moved.before.on,
        moved.after.on,
        moved.before.is_provisional,
        moved.after.is_provisional,
    )
