"""逐项核对: each numbered request, and where it is answered."""

from __future__ import annotations

from cadres.pages.rules.action_fields import Offer, Text
from cadres.viewers.rules.viewer import Viewer
from cases.early_warning.rules import requests
from cases.early_warning.selectors import request_list
from cases.early_warning.services import request_answers
from cases.models import Ticket
from cases.tickets.actions.base.action import Asked, TicketAction, Verb
from cases.tickets.rules.workflow import Action

_FIELDS = tuple(
    Text(
        f"where_{place}",
        f"第 {place} 项",
        longest=200,
        rows=2,
        is_needed=False,
        api_help=f"第 {place} 项诉求在哪里答复，或为什么不答复；空为未核对",
    )
    for place in range(1, requests.MOST + 1)
)


def _offer(asked: Asked) -> Offer:
    """Only as many fields as there are requests, each under the words of its own."""
    lines = request_list.of_ticket(asked.ticket, seen_by=asked.viewer)
    names = {line.place: f"where_{line.place}" for line in lines}
    return Offer(
        labels={names[line.place]: f"第 {line.place} 项：{line.text}" for line in lines},
        initial={names[line.place]: line.where for line in lines},
        without=frozenset(one.name for one in _FIELDS) - set(names.values()),
    )


def _check(ticket: Ticket, *, actor: Viewer, **where: str) -> Ticket:
    said = [where.get(one.name, "") for one in _FIELDS]
    return request_answers.check_requests(ticket, actor=actor, where=said)


CHECK_REQUESTS = TicketAction(
    verb="check-requests",
    step=Action.CHECK_REQUESTS,
    label="逐项核对",
    lead="对照来件逐条列的诉求，写明每一项在办理情况、举措或附件的哪里答复；不答复的写明原因。",
    fields=_FIELDS,
    offer=_offer,
    service=_check,
    said="逐项核对已保存，审核的负责人看得到。",
    fits=lambda ticket: bool(requests.found(ticket.description)),
    api=Verb(name="check_requests", takes="RequestAnswers"),
)
ACTIONS = (CHECK_REQUESTS,)
