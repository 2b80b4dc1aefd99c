"""What goes before the head of the campaign office by itself, and what comes of it."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import WrongState
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.workflow import Action
from cases.tickets.services import recipients
from cases.tickets.services.transitions import advance, ready


@transaction.atomic
def raise_ticket(ticket: Ticket, *, actor: Viewer, why: str) -> Ticket:
    """The system brings a ticket before the head of the office; `actor` is the system."""
    ticket = advance(
        ticket, Action.RAISE, actor=actor, note=why, raised_on=actor.today, raised_why=why[:200]
    )
    recipients.tell("ticket_raised", ticket, recipients.office_heads(ticket, actor), actor=actor)
    return ticket


@transaction.atomic
def settle_ticket(ticket: Ticket, *, actor: Viewer, note: str) -> Ticket:
    """The head of the office writes what is decided; the office then acts on it."""
    text_limits.require(note, "note", "请写明裁定意见。")
    ticket = ready(ticket, Action.SETTLE, actor=actor)
    if ticket.raised_on is None:
        raise WrongState("这张工单没有提请裁定，或已经裁定过。请刷新后再看。")
    ticket = advance(
        ticket,
        Action.SETTLE,
        actor=actor,
        is_ready=True,
        note=note.strip(),
        raised_on=None,
        raised_why="",
    )
    office = recipients.office(ticket, actor)
    recipients.tell_unit("ticket_settled", ticket, actor=actor, besides=office)
    return ticket
