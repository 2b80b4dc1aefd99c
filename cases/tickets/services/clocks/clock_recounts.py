"""A term of the site is counted anew, by a newer calendar or back to its own: with a trace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models, transaction

from cadres.deadlines.rules.terms import Shift as TermShift
from cadres.deadlines.selectors.terms import Calendars
from cadres.deadlines.services import terms as kernel
from cadres.deadlines.services.terms import Owner
from cadres.models import TermRecount
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.clocks import clocks, recounts
from cases.tickets.rules.clocks.clocks import ClockVerb, Command
from cases.tickets.rules.clocks.recounts import Shift
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.clocks import open_terms
from cases.tickets.selectors.clocks.open_terms import SOURCES, Source
from cases.tickets.services.clocks import recount_notices
from cases.tickets.services.clocks.clocks import ticks_of
from cases.tickets.services.transitions import advance, look_again


def register() -> None:
    """Put every kind of term of this app under the one kernel."""
    kernel.register(
        Owner(
            "ticket",
            "工单",
            count=lambda viewer: open_terms.ticket_count(seen_by=viewer),
            open_rows=lambda viewer, after: open_terms.ticket_batch(after, seen_by=viewer),
            rewrite=lambda pk, version, actor: recount_ticket(pk, version, actor=actor),
            has_ledger=True,
        )
    )
    for source in SOURCES:
        kernel.register(_owner(source))


@transaction.atomic
def recount_ticket(pk: int, version: int | None, *, actor: Viewer) -> bool:
    """Recount the clocks of one ticket that still run; its course and its ledger say so."""
    if version is None:
        # Its days are compared with its ledger, and mended from it (`rebuild_clocks`).
        return False
    # The keeper of the calendar sees no ticket; the software itself takes the step.
    system = Viewer.system(actor.at)
    ticket = look_again(Ticket(pk=pk), actor=system)
    days = Calendars(ticket.county_id)
    runs = clocks.replay(ticks_of(ticket))
    shifts = recounts.shifts(runs, ticket.state, version, days.__getitem__)
    if not shifts:
        return False
    note = f"日历第 {version} 版，{actor.name}预览后重算：" + "；".join(map(_words, shifts))
    ticket = advance(ticket, Action.RECOUNT, actor=system, note=note, ticks=_commands(shifts, note))
    recount_notices.tell_ticket(ticket, shifts, version, actor=system)
    return True


@transaction.atomic
def rewrite_term(source: Source, pk: int, version: int | None, *, actor: Viewer) -> bool:
    """Count the term of one open row anew; what it was before stays on record beside it."""
    row = source.rows().select_for_update(no_key=True, of=("self",)).filter(pk=pk).first()
    if row is None:
        return False
    opened = source.open_row(row)
    (one,) = opened.terms
    shift = kernel.shift_of(one, version, Calendars(opened.region_id).__getitem__)
    if shift is None:
        return False
    _write(source, row, shift, one.term.calendar if version is None else version, actor)
    return True


def _write(source: Source, row: Any, shift: TermShift, version: int, actor: Viewer) -> None:
    columns = {
        source.due_column: shift.after.on,
        source.mark_column: shift.after.is_provisional,
        "calendar": version,
    }
    for column, value in columns.items():
        setattr(row, column, value)
    row.save(update_fields=list(columns))
    _trace(source, row, shift, version, actor)
    if shift.before.on != shift.after.on:
        recount_notices.tell_term(row, version, actor=Viewer.system(actor.at))


def _trace(
    source: Source, row: models.Model, shift: TermShift, version: int, actor: Viewer
) -> None:
    line = kernel.recount_columns(source.kind, row.pk, shift, version, actor.at)
    TermRecount.objects.create(**line, actor_id=actor.cadre_id)
    audit.record("term.recount", row, actor=actor, version=version, moved=str(shift))


def _owner(source: Source) -> Owner:
    def count(viewer: Viewer) -> int:
        return open_terms.count(source, seen_by=viewer)

    def open_rows(viewer: Viewer, after: int) -> list[Any]:
        return open_terms.batch(source, after, seen_by=viewer)

    def rewrite(pk: int, version: int | None, actor: Viewer) -> bool:
        return rewrite_term(source, pk, version, actor=actor)

    return Owner(source.kind, source.label, count, open_rows, rewrite)


def _commands(shifts: Sequence[Shift], note: str) -> list[Command]:
    return [
        Command(ClockVerb.RECOUNTED, shift.kind, shift.key, share_id=shift.share_id, note=note)
        for shift in shifts
    ]


def _words(shift: Shift) -> str:
    return f"{shift.kind.label} {shift.before} → {shift.after}"
