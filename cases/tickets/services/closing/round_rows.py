"""The rows of rounds (轮次): written when a ticket is handled once more, true to it ever after."""

from __future__ import annotations

from typing import Any

from cadres.viewers.rules.viewer import Viewer
from cases.models import Round, Ticket
from cases.tickets.rules.closing.side_terms import RoundCause
from cases.tickets.rules.workflow import ENDED, State


def follow(ticket: Ticket, *, actor: Viewer) -> None:
    """The open row says what the ticket says, and ends with it; of a first round there is none."""
    if ticket.round == 1:
        return
    ended_on = actor.today if State(ticket.state) in ENDED else None
    Round.objects.filter(ticket=ticket, number=ticket.round, ended_on__isnull=True).update(
        **_said(ticket), ended_on=ended_on
    )


def end(ticket: Ticket, *, actor: Viewer, answer: str = "") -> None:
    """Before another round begins: what came of this one stays, whatever comes later.

    A row that ended with the ticket's closing is left as it is.
    """
    said = _said(ticket) | {"answer": answer or ticket.answer}
    row, is_new = Round.objects.get_or_create(
        ticket=ticket,
        number=ticket.round,
        defaults=said
        | {
            "cause": RoundCause.FILED,
            "began_on": ticket.filed_on,
            "ended_on": ticket.closed_on or actor.today,
        },
    )
    if is_new or row.ended_on is not None:
        return
    Round.objects.filter(pk=row.pk).update(**said, ended_on=actor.today)


def begin(ticket: Ticket, *, actor: Viewer, cause: RoundCause, reason: str) -> Round:
    """The row of the round that the ticket has just begun."""
    return Round.objects.create(
        ticket=ticket,
        number=ticket.round,
        cause=cause,
        reason=reason,
        began_on=actor.today,
        unit_id=ticket.unit_id,
        due_on=ticket.unit_due_on,
    )


def _said(ticket: Ticket) -> dict[str, Any]:
    return {
        "unit_id": ticket.unit_id,
        "due_on": ticket.unit_due_on,
        "result": ticket.result if ticket.outcome or ticket.approved_on else "",
        "outcome": ticket.outcome,
        "approved_by_id": ticket.approved_by_id,
        "approved_on": ticket.approved_on,
        "answer": ticket.answer,
    }
