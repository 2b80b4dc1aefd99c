"""Hands a ticket from one clerk to another (转交经办): the unit stays, and so do its clocks."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import Invalid, NotPermitted
from cadres.models import Cadre, Posting
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules import handling_units
from cases.tickets.rules.workflow import Action
from cases.tickets.services import recipients
from cases.tickets.services.transitions import advance, ready


@transaction.atomic
def hand_over_ticket(ticket: Ticket, *, actor: Viewer, to_id: int, reason: str) -> Ticket:
    """The clerk who has it, or the unit's head, gives it to another clerk of the unit.

    The campaign office may do so only where whoever has it is no clerk of the unit any more.
    """
    text_limits.require(reason, "reason", "请写明转交原因。")
    ticket = ready(ticket, Action.HAND_OVER, actor=actor)
    clerks = Posting.objects.in_force(actor.today).in_units([ticket.unit_id or 0])
    there = set(clerks.holding(Role.UNIT_CLERK).cadre_ids())
    if not handling_units.may_hand_over(actor, ticket, there):
        raise NotPermitted(handling_units.NOT_THEIRS)
    _check_receiver(ticket, to_id, there)
    receiver = Cadre.objects.get(pk=to_id)
    ticket = advance(
        ticket,
        Action.HAND_OVER,
        actor=actor,
        is_ready=True,
        note=f"转交{receiver.name}：{reason.strip()}",
        handler_id=to_id,
    )
    recipients.tell("ticket_handed_over", ticket, [to_id], actor=actor)
    return ticket


def _check_receiver(ticket: Ticket, to_id: int, there: set[int]) -> None:
    sentence = ""
    if to_id not in there:
        sentence = "只能转交给承办单位在岗的经办人，请重新选择。"
    elif to_id == ticket.handler_id:
        sentence = "这张工单已经由这位同志经办，请选择另一位。"
    if sentence:
        raise Invalid(sentence, {"to": sentence})
