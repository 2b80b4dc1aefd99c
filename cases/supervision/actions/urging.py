"""Asking the unit to hurry (催办), for one ticket or for many."""

from __future__ import annotations

from cadres.pages.rules.action_fields import Offer, Text
from cases.supervision.services.urging import remind_all, remind_ticket
from cases.tickets.actions.base.action import Asked, Bulk, Done, TicketAction, Verb
from cases.tickets.actions.base.sentences import NotTaken
from cases.tickets.rules import staffing as rules
from cases.tickets.rules.bulk import BulkAction
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.handling import staffing
from cases.tickets.selectors.notices import Notice

_HURRY = Text("text", "催办意见", rows=2, is_needed=False, help="可不填。承办单位会看到。")


def _offer_hurry(asked: Asked) -> Offer:
    warning = staffing.warning(asked.ticket.unit, seen_by=asked.viewer)
    return Offer(help={"text": f"{_HURRY.help}{warning}"})


def _reminded(done: Done) -> str:
    names = staffing.urged_names(done.result.unit_id, seen_by=done.actor)
    said = rules.reminded(str(done.result.unit), names)
    return said if names else NotTaken(said)


REMIND = TicketAction(
    verb="remind",
    step=Action.REMIND,
    label="催办",
    lead="承办单位在岗的经办和负责人会收到消息；时限不变。同一工单每人每天催办一次。",
    fields=(_HURRY,),
    offer=_offer_hurry,
    service=remind_ticket,
    said=_reminded,
    api=Verb(takes="Reminder"),
    bulk=Bulk(
        BulkAction.REMIND,
        "承办单位在岗的经办和负责人会收到消息；同一工单每人每天催办一次。",
        remind_all,
        "催办",
        (_HURRY,),
    ),
    tells=(Notice("ticket_reminded", "催办：请尽快办理", is_waited_for=True),),
)
ACTIONS = (REMIND,)
