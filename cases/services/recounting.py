"""A newer calendar recounts the clocks that still run: after a preview, with a trace in each."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from cadres.errors import Conflict
from cadres.rules import administration
from cadres.rules.viewer import Viewer
from cadres.selectors import calendar
from cadres.services import audit
from cases.models import Ticket
from cases.rules.clocks import ClockVerb, Command
from cases.rules.recounting import Shift
from cases.rules.workflow import Action
from cases.selectors import recounts
from cases.services.transitions import advance


def recount_clocks(*, actor: Viewer, version: int) -> int:
    """Recount by the calendar that was looked at; return how many tickets moved.

    Each ticket is a transaction of its own: one that is interrupted is recounted by the next try.
    Raises Conflict where a still newer calendar has been loaded meanwhile.
    """
    administration.check_administers(actor)
    if calendar.work_calendar().version != version:
        raise Conflict("日历又有了新的版本，请重新预览后再重算。")
    moved = 0
    for ticket, shifts, _ in recounts.each(recounts.open_tickets(seen_by=actor), seen_by=actor):
        if shifts:
            _recount(ticket, shifts, version, actor)
            moved += 1
    audit.record("calendar.recount", None, actor=actor, version=version, tickets=moved)
    return moved


@transaction.atomic
def _recount(ticket: Ticket, shifts: Sequence[Shift], version: int, actor: Viewer) -> None:
    note = f"日历第 {version} 版，{actor.name}预览后重算：" + "；".join(
        f"{shift.kind.label} {shift.before} → {shift.after}" for shift in shifts
    )
    ticks = [
        Command(ClockVerb.RECOUNTED, shift.kind, shift.key, share_id=shift.share_id, note=note)
        for shift in shifts
    ]
    # The keeper of the calendar sees no ticket; the software itself takes the step.
    advance(ticket, Action.RECOUNT, actor=Viewer.system(actor.at), note=note, ticks=ticks)
