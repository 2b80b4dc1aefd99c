"""Everything that has a term is registered here: previewed, recounted and checked by one kernel."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cadres.deadlines.rules import terms
from cadres.deadlines.rules.terms import Calendars, OpenRow, OpenTerm, Shift
from cadres.deadlines.selectors import calendar
from cadres.deadlines.selectors.recounts import PREVIEW, RECOUNT
from cadres.deadlines.selectors.terms import Regions
from cadres.errors import Conflict, DomainError
from cadres.jobs.services import background_runs
from cadres.jobs.services.background_runs import Progress, Work
from cadres.people.rules import administration
from cadres.people.rules.viewer import Viewer
from cadres.trail.services import audit

# A page names so many rows; all of them are counted.
NAMED = 200
SAID_EVERY = 500
NEWER = "日历又有了新的版本，请重新预览后再重算。"
BROKE = "系统出错，这一条没有改动。"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Owner:
    """A kind of row with terms: how the open ones are found, and how a new day is written.

    `rewrite` counts the row's terms on a version of the calendar (None: each on its own), under
    the row's lock, leaves a trace and a line in the trail, and returns whether anything moved.
    """

    kind: str
    label: str
    count: Callable[[Viewer], int]
    # The next batch of open rows after a primary key, in its order; empty at the end.
    open_rows: Callable[[Viewer, int], list[OpenRow]]
    rewrite: Callable[[int, int | None, Viewer], bool]
    # What is compared with a ledger of its own, and not by the kernel alone.
    has_ledger: bool = False


@dataclass(slots=True)
class Compared:
    """How many rows were compared, and what differed."""

    rows: int = 0
    found: list[str] = field(default_factory=list)


_OWNERS: list[Owner] = []
# Whatever keeps its terms in a database of its own says only whether they are right.
_APART: dict[str, Callable[[Viewer], bool]] = {}


def register(owner: Owner) -> None:
    """An upper room says where its terms are."""
    _OWNERS[:] = [*(one for one in _OWNERS if one.kind != owner.kind), owner]


def register_apart(label: str, is_right: Callable[[Viewer], bool]) -> None:
    _APART[label] = is_right


def owners() -> tuple[Owner, ...]:
    return tuple(_OWNERS)


def apart(*, actor: Viewer) -> dict[str, bool]:
    """Ask those apart whether all their stored days are what their terms make of them."""
    return {label: is_right(actor) for label, is_right in _APART.items()}


def compare(*, actor: Viewer, mend: bool = False) -> Compared:
    """Compare the stored days of every open row with its terms; with `mend`, put them right."""
    result, regions = Compared(), Regions()
    for owner in _OWNERS:
        for row in () if owner.has_ledger else _rows(owner, actor):
            result.rows += 1
            found = terms.differences(row, regions[row.region_id].__getitem__)
            result.found += [
                f"{owner.label} {row.name}：{one.label} 存的是 {one.stored}，应为 {one.rebuilt}"
                for one in found
            ]
            if found and mend:
                owner.rewrite(row.pk, None, actor)
    return result


def total(detail: Mapping[str, Any], actor: Viewer) -> int:
    """How many open rows there are whose calendar the actor keeps."""
    administration.check_administers(actor)
    return sum(owner.count(actor) for owner in _OWNERS)


def preview(detail: Mapping[str, Any], actor: Viewer, progress: Progress) -> dict[str, Any]:
    """Say what the newest calendar would move; nothing is moved."""
    administration.check_administers(actor)
    version = calendar.work_calendar().version
    moved = dict.fromkeys((owner.label for owner in _OWNERS), 0)
    named: list[dict[str, Any]] = []
    for owner, row, shifts, done in _each(actor):
        if shifts:
            moved[owner.label] += 1
            named += [_line(owner, row, shifts)] if len(named) < NAMED else []
        if not done % SAID_EVERY:
            progress.say(done)
    return {"version": version, "moved": {k: v for k, v in moved.items() if v}, "named": named}


def recount(detail: Mapping[str, Any], actor: Viewer, progress: Progress) -> dict[str, Any]:
    """Recount by the calendar that was looked at, each row in a transaction of its own.

    A row that cannot be written stops no other; what was done before a fall is not done again.
    """
    administration.check_administers(actor)
    version, moved, failed = detail["version"], progress.so_far.get("moved", 0), []
    for owner, row, shifts, done in _each(actor):
        if shifts:
            sentence = _rewritten(owner, row, version, actor)
            moved += not sentence
            failed += [_failed(owner, row, sentence)] if sentence else []
        if shifts or not done % SAID_EVERY:
            progress.say(done, moved=moved)
    audit.record("calendar.recount", None, actor=actor, version=version, rows=moved)
    return {"version": version, "moved": moved, "failed": failed[:NAMED], "all_failed": len(failed)}


def ask_preview(*, actor: Viewer) -> None:
    """The worker shall look what the newest calendar would move."""
    administration.check_administers(actor)
    background_runs.ask(PREVIEW, {}, actor=actor)


def ask_recount(*, actor: Viewer, version: int) -> None:
    """The worker shall recount by the calendar that was looked at.

    Raises Conflict where a still newer one has been loaded meanwhile.
    """
    administration.check_administers(actor)
    if calendar.work_calendar().version != version:
        raise Conflict(NEWER)
    background_runs.ask(RECOUNT, {"version": version}, actor=actor)


def shift_of(one: OpenTerm, version: int | None, calendars: Calendars) -> Shift | None:
    """Return how a term changes on a version of the calendar, or, with None, back on its own."""
    if version is None:
        return terms.correction(one, calendars)
    return terms.shift(one, version, calendars)


def recount_columns(kind: str, pk: int, shift: Shift, version: int, at: datetime) -> dict[str, Any]:
    """Return what a line of `RecountColumns` says of it."""
    return {
        "kind": kind,
        "object_id": pk,
        "label": shift.label,
        "at": at,
        "calendar": version,
        "before_on": shift.before.on,
        "after_on": shift.after.on,
        "was_provisional": shift.before.is_provisional,
        "is_provisional": shift.after.is_provisional,
    }


def register_works() -> None:
    background_runs.register(PREVIEW, Work(total, preview))
    background_runs.register(RECOUNT, Work(total, recount))


def _rewritten(owner: Owner, row: OpenRow, version: int, actor: Viewer) -> str:
    """Write one row anew; return why it could not be, or nothing."""
    if calendar.work_calendar().version != version:
        raise Conflict(NEWER)
    try:
        owner.rewrite(row.pk, version, actor)
    except DomainError as refused:
        return refused.message
    # One row that breaks must not keep all the others on the old calendar.
    except Exception:
        log.exception("recount of %s %s", owner.kind, row.pk)
        return BROKE
    return ""


def _failed(owner: Owner, row: OpenRow, sentence: str) -> dict[str, str]:
    return {"kind": owner.label, "name": row.name, "sentence": sentence}


def _each(actor: Viewer) -> Iterator[tuple[Owner, OpenRow, list[Shift], int]]:
    """Give each open row with what would move of it, and how many were looked at until then."""
    regions, done = Regions(), 0
    for owner in _OWNERS:
        for row in _rows(owner, actor):
            days, done = regions[row.region_id], done + 1
            yield owner, row, terms.shifts(row, days.newest.version, days.__getitem__), done


def _rows(owner: Owner, actor: Viewer) -> Iterator[OpenRow]:
    last = 0
    while batch := owner.open_rows(actor, last):
        last = batch[-1].pk
        yield from batch


def _line(owner: Owner, row: OpenRow, shifts: Sequence[Shift]) -> dict[str, Any]:
    return {
        "kind": owner.label,
        "name": row.name,
        "terms": [
            {
                "label": shift.label,
                "before": shift.before.on.isoformat(),
                "after": shift.after.on.isoformat(),
                "was_provisional": shift.before.is_provisional,
                "is_provisional": shift.after.is_provisional,
            }
            for shift in shifts
        ],
    }
