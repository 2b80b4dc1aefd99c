"""What a newer calendar moves: previewed, then recounted by the worker, each row by itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cadres.deadlines.rules import terms as rules
from cadres.deadlines.rules.terms import OpenRow, Shift
from cadres.deadlines.selectors import calendar
from cadres.deadlines.selectors.recounts import PREVIEW, RECOUNT
from cadres.deadlines.selectors.terms import Regions
from cadres.deadlines.services import terms
from cadres.deadlines.services.terms import Owner
from cadres.errors import Conflict, DomainError
from cadres.jobs.services import background_runs
from cadres.jobs.services.background_runs import Progress, Work
from cadres.people.rules import administration
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer

# A page names so many rows; all of them are counted.
NAMED = 200
SAID_EVERY = 500
NEWER = "日历又有了新的版本，请重新预览后再重算。"
BROKE = "系统出错，这一条没有改动。"
log = logging.getLogger(__name__)


def total(detail: Mapping[str, Any], actor: Viewer) -> int:
    """How many open rows there are whose calendar the actor keeps."""
    administration.check_administers(actor)
    return sum(owner.count(actor) for owner in terms.owners())


def preview(detail: Mapping[str, Any], actor: Viewer, progress: Progress) -> dict[str, Any]:
    """Say what the newest calendar would move; nothing is moved."""
    administration.check_administers(actor)
    version = calendar.work_calendar().version
    moved = dict.fromkeys((owner.label for owner in terms.owners()), 0)
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
    for owner in terms.owners():
        for row in terms.rows(owner, actor):
            days, done = regions[row.region_id], done + 1
            yield owner, row, rules.shifts(row, days.newest.version, days.__getitem__), done


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
