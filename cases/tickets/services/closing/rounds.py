"""Once more (重新办理): a new round with its own row; the first answer stays, both rounds count."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cadres.deadlines.selectors import limits
from cadres.errors import WrongState
from cadres.people.services import open_units
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.closing.outcomes import NOTHING_FOUND
from cases.tickets.rules.closing.side_terms import RoundCause
from cases.tickets.rules.workflow import Action
from cases.tickets.services import recipients
from cases.tickets.services.closing import round_rows
from cases.tickets.services.transitions import advance, ready


@transaction.atomic
def redo_ticket(ticket: Ticket, *, actor: Viewer, reason: str) -> Ticket:
    """The office has a closed ticket handled once more, for the unit's own fault."""
    text_limits.require(reason, "reason", "请写明重新办理的原因：承办单位哪里没有办好。")
    ticket = ready(ticket, Action.REDO, actor=actor)
    if ticket.unit is None:
        raise WrongState("这张工单没有承办单位，不能要求重新办理；请另行登记。")
    if open_units.hold_successor(ticket.unit) is None:
        raise WrongState(f"承办单位{ticket.unit}已停用，没有单位接替；请另行登记后交办。")
    ticket = begin_round(
        ticket, Action.REDO, actor=actor, cause=RoundCause.REDO, note=reason.strip()
    )
    recipients.tell_unit("ticket_redone", ticket, actor=actor)
    return ticket


@transaction.atomic
def begin_round(
    ticket: Ticket,
    action: Action,
    *,
    actor: Viewer,
    cause: RoundCause,
    note: str,
    answer: str = "",
    **changes: Any,
) -> Ticket:
    """From a ticket that is `ready`: end its round, and begin the next.

    The promise to the enterprise is not reset. Redone too often, the matter goes to the head of
    the campaign office by itself. Where another unit took the handling one over, it goes on there.
    """
    changes = _to_heir(ticket) | changes
    round_rows.end(ticket, actor=actor, answer=answer)
    ticket = advance(
        ticket,
        action,
        actor=actor,
        note=note,
        round=ticket.round + 1,
        approved_by_id=None,
        approved_on=None,
        closed_on=None,
        is_late_hours=False,
        answer="",
        **NOTHING_FOUND.columns(),
        **changes,
    )
    round_rows.begin(ticket, actor=actor, cause=cause, reason=note)
    return _raised(ticket, actor)


def _to_heir(ticket: Ticket) -> dict[str, Any]:
    """Return the unit that goes on, where it is another than the one that had it."""
    successor = open_units.hold_successor(ticket.unit) if ticket.unit is not None else None
    return {"unit": successor} if successor is not None and successor.pk != ticket.unit_id else {}


def _raised(ticket: Ticket, actor: Viewer) -> Ticket:
    """The first answer was not the last so often that the head of the office looks into it."""
    book = limits.book(actor.today, ticket.county_id, key=limit_keys.REDO_TIMES)
    times, redone = book.get(limit_keys.REDO_TIMES), ticket.round - 1
    if times is None or redone < times.amount or ticket.raised_on is not None:
        return ticket
    why = f"已重新办理 {redone} 次仍未解决。"
    ticket = advance(
        ticket,
        Action.RAISE,
        actor=Viewer.system(actor.at),
        note=why,
        raised_on=actor.today,
        raised_why=why,
    )
    recipients.tell("ticket_raised", ticket, recipients.office_heads(ticket, actor), actor=actor)
    return ticket
