"""A newer calendar recounts what runs in the room: by the room's own task, with a trace inside.

The site learns neither how many terms there are nor which of them moved.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadres.deadlines.rules import terms
from cadres.deadlines.rules.terms import Calendars as CalendarsOf
from cadres.deadlines.rules.terms import OpenRow, Shift
from cadres.deadlines.selectors.terms import Calendars, Regions
from cadres.deadlines.services import terms as kernel
from cadres.errors import WrongState
from cadres.jobs.services import job_runs
from cadres.viewers.rules.viewer import Viewer
from cases.leads.handling.models.recounts import RoomRecount
from cases.leads.handling.models.signing import Stub
from cases.leads.handling.selectors import open_terms
from cases.leads.procedure.models.leads import Lead, LeadClock
from cases.leads.vault.services import trail
from cases.leads.vault.services.room_transaction import together

DIFFER = "线索室有时限与推算不一致，请在服务器上核对。"


def register() -> None:
    kernel.register_apart("线索室", is_right)


def recount_room(*, actor: Viewer) -> int:
    """Recount each running term by the newest calendar; return how many moved.

    Each is a transaction of its own: one that breaks stops no other, and is tried again.
    """
    regions, moved = Regions(), 0
    for row in _rows(actor):
        days = regions[row.region_id]
        if terms.shifts(row, days.newest.version, days.__getitem__):
            moved += _tried(row, actor)
    return moved


def check_room(*, actor: Viewer) -> int:
    """Each night: compare every running term with what is stored; return how many differ.

    The room's trail keeps both figures; outside it is only told that something failed.
    """
    with together():
        compared = [bool(terms.differences(row, days)) for row, days in _with_calendars(actor)]
        wrong = sum(compared)
        trail.record("terms.check", None, actor=actor, compared=len(compared), wrong=wrong)
    if wrong:
        job_runs.failed("terms in the room", WrongState(DIFFER))
    return wrong


def is_right(actor: Viewer) -> bool:
    """Is every running term in the room stored as the kernel counts it?"""
    return not any(terms.differences(row, days) for row, days in _with_calendars(actor))


def _with_calendars(actor: Viewer) -> Iterator[tuple[OpenRow, CalendarsOf]]:
    regions = Regions()
    for row in _rows(actor):
        yield row, regions[row.region_id].__getitem__


def _rows(actor: Viewer) -> Iterator[OpenRow]:
    for clock in open_terms.running(seen_by=actor).order_by("pk").iterator():
        yield open_terms.clock_row(clock)
    for stub in open_terms.waiting_stubs(seen_by=actor).order_by("pk").iterator():
        yield open_terms.stub_row(stub)


def _tried(row: OpenRow, actor: Viewer) -> bool:
    rewrite = _recount_clock if row.name == open_terms.CLOCK else _recount_stub
    try:
        return rewrite(row.pk, actor)
    # Whatever is raised: the next one must not wait, and nothing of this one is told outside.
    except Exception as error:
        job_runs.failed("a term in the room", error)
        return False


@together()
def _recount_clock(pk: int, actor: Viewer) -> bool:
    """Lock the lead first, as every step does; a clock that was met meanwhile stays."""
    lead_id = LeadClock.objects.values_list("lead_id", flat=True).get(pk=pk)
    Lead.objects.select_for_update(no_key=True).filter(pk=lead_id).values_list("pk").first()
    clock = open_terms.running(seen_by=actor).filter(pk=pk).first()
    if clock is None:
        return False
    days = Calendars(clock.lead.county_id)
    shift = _shift(open_terms.clock_row(clock), days)
    if shift is None:
        return False
    clock.due_at = shift.after.at
    _write(clock, open_terms.CLOCK, shift, days.newest.version, actor)
    trail.record("lead.recount", clock.lead, actor=actor, version=clock.calendar, clock=clock.clock)
    return True


@together()
def _recount_stub(pk: int, actor: Viewer) -> bool:
    stub = (
        open_terms.waiting_stubs(seen_by=actor).select_for_update(no_key=True).filter(pk=pk).first()
    )
    if stub is None:
        return False
    days = Calendars(stub.county_id)
    shift = _shift(open_terms.stub_row(stub), days)
    if shift is None:
        return False
    _write(stub, open_terms.STUB, shift, days.newest.version, actor)
    trail.record("stub.recount", stub, actor=actor, version=stub.calendar)
    return True


def _shift(row: OpenRow, days: Calendars) -> Shift | None:
    (one,) = row.terms
    return kernel.shift_of(one, days.newest.version, days.__getitem__)


def _write(row: LeadClock | Stub, kind: str, shift: Shift, version: int, actor: Viewer) -> None:
    """The day as it was before stays beside the new one."""
    row.due_on, row.calendar = shift.after.on, version
    row.is_due_provisional = shift.after.is_provisional
    columns = ["due_on", "calendar", "is_due_provisional"]
    row.save(update_fields=[*columns, "due_at"] if isinstance(row, LeadClock) else columns)
    line = kernel.recount_columns(kind, row.pk, shift, version, actor.at)
    RoomRecount.objects.create(**line)
