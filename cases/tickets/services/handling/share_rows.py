"""Rows of other units' parts (协办、分办): made and ended within an action on the ticket."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cadres.models import Unit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Share, Ticket
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb, Command
from cases.tickets.rules.closing.side_terms import ShareKind
from cases.tickets.rules.workflow import ENDED, Action, State, leaves_unit


def ask(
    ticket: Ticket, units: Sequence[Unit], kind: str, task: str, *, actor: Viewer
) -> list[Command]:
    """Make a part for each unit; return what starts their clocks."""
    rows = [
        Share(
            ticket=ticket,
            unit=unit,
            kind=kind,
            task=task.strip(),
            asked_by_id=actor.cadre_id,
            asked_at=actor.at,
        )
        for unit in units
    ]
    return [_starts(row, limit_keys.PART_ACCEPT) for row in Share.objects.bulk_create(rows)]


def ask_to_help(ticket: Ticket, units: Sequence[Unit], *, actor: Viewer) -> list[Command]:
    """Co-handling units as they are named at dispatch: no task but the matter itself."""
    return ask(ticket, units, ShareKind.CO, "", actor=actor)


def answer_is_due(share: Share) -> Command:
    return _starts(share, limit_keys.CO_ANSWER)


def stops(share: Share) -> Command:
    return Command(ClockVerb.STOPPED, ClockKind.SHARE, unit_id=share.unit_id, share_id=share.pk)


def end_with(ticket: Ticket, action: Action, target: State, *, at: datetime) -> dict[str, Any]:
    """What a step of the ticket does to the parts; return the column it moves.

    Where the unit loses the ticket, all who help it lose it too. Where the ticket ends, what was
    not answered is not waited for any more, and everybody goes on seeing how it ended.
    """
    open_rows = Share.objects.filter(ticket=ticket, ended_at__isnull=True)
    if leaves_unit(action, target):
        open_rows.update(ended_at=at, ended_why=action.label)
        return {"co_unit_ids": []}
    if target in ENDED:
        open_rows.filter(answered_at__isnull=True).update(ended_at=at, ended_why=action.label)
    return {}


def _starts(share: Share, key: str) -> Command:
    return Command(
        ClockVerb.STARTED, ClockKind.SHARE, key, unit_id=share.unit_id, share_id=share.pk
    )
