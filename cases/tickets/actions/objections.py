"""Which unit a ticket belongs to: an objection, the office's word on it, another unit or clerk."""

from __future__ import annotations

from typing import Any

from cadres.models import Unit
from cadres.pages.rules.action_fields import Offer, Row, Rows, Text, Tick
from cadres.people.selectors import namesakes
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.actions.base.action import Asked, Bulk, BulkAsked, Done, TicketAction, Verb
from cases.tickets.actions.base.sentences import with_nobody
from cases.tickets.actions.base.shared_fields import offer_other_unit, offer_units, unit
from cases.tickets.actions.unit_statements import drafted, objected, replaces, sent, speaks
from cases.tickets.rules.applications.unit_drafts import DraftKind
from cases.tickets.rules.bulk import BulkAction
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors import lookups
from cases.tickets.selectors.handling import dispatch_units, staffing
from cases.tickets.selectors.notices import Notice
from cases.tickets.selectors.page import people as ticket_people
from cases.tickets.selectors.takeovers import leavers_tickets
from cases.tickets.services.applications.escalations import settle_ticket
from cases.tickets.services.bulk import hand_over_all, reassign_all
from cases.tickets.services.handling.handler_change import hand_over_ticket
from cases.tickets.services.handling.reassignment import reassign_ticket

_UNKNOWN = "不清楚"
_NO_CLERKS = "承办单位没有在岗的经办人，请先在“人员”里任职。"


def _find_proposed(pk: int | None, ticket: Ticket, viewer: Viewer) -> Unit | None:
    return lookups.proposed_unit(ticket, pk, seen_by=viewer)


def _offer_objection(asked: Asked) -> Offer:
    offered = dispatch_units.proposable(asked.ticket, seen_by=asked.viewer)
    return Offer(
        rows={"proposed_unit": offered},
        choices={"proposed_unit": dispatch_units.by_kind(offered, _UNKNOWN, asked.page.past)},
        initial=drafted(asked, DraftKind.OBJECTION),
    )


def _objected(done: Done) -> str:
    said = done.result
    return sent(said) if said.waits else objected(done.ticket, said.result)


def _reassigned(done: Done) -> str:
    ticket = done.result
    promised = done.day(ticket.due_on)
    said = f"{ticket.number} 已改派{ticket.unit}，等待签收；对企业承诺仍是 {promised}。"
    return with_nobody(said, staffing.nobody_told([ticket.unit], seen_by=done.actor))


def _offer_clerks(asked: Asked) -> Offer:
    ticket: Any = asked.ticket
    clerks = ticket_people.clerks_of(ticket.unit_id, asked.page.people)
    there = [(one.cadre_id, one.name) for one in clerks if one.cadre_id]
    others = [(pk, name) for pk, name in there if pk != ticket.handler_id]
    offered = namesakes.choices(others, seen_by=asked.viewer)
    return Offer(choices={"to": [("", "请选择"), *offered]})


def _offer_colleagues(asked: BulkAsked) -> Offer:
    """Where all of them are one person's, that person is not offered to receive them."""
    giver = [pk for pk in asked.holders if pk] if len(asked.holders) == 1 else []
    offered = leavers_tickets.colleagues(asked.unit_id, seen_by=asked.viewer, without=giver)
    return Offer(choices={"to": offered}, help={} if offered else {"to": _NO_CLERKS})


def _hand_over(ticket: Ticket, *, actor: Viewer, to: int, reason: str) -> Ticket:
    return hand_over_ticket(ticket, actor=actor, to_id=to, reason=reason)


SETTLE = TicketAction(
    verb="settle",
    step=Action.SETTLE,
    label="裁定",
    lead="写明裁定意见。写好后这张工单不再列在“提请裁定”。",
    fields=(Text("note", "裁定意见", help="写明由谁办理、为什么。写好后可以交办或改派。"),),
    service=settle_ticket,
    said="裁定意见已记入经过，助企办和承办单位会收到消息。需要时请接着交办或改派。",
    submit="写入裁定意见",
    api=Verb(takes="Note"),
    tells=(Notice("ticket_settled", "助企办主任已作出处理"),),
)
OBJECT = TicketAction(
    verb="object",
    step=Action.OBJECT,
    label="退回异议",
    lead="不属于本单位职责时退回县助企办。退回后本单位不再看到这张工单。",
    spoken=DraftKind.OBJECTION,
    fields=(
        Text("reason", "退回原因", rows=3, help="写明职责依据，例如“三定”规定或权责清单。"),
        Row(
            "proposed_unit",
            "建议承办单位",
            empty=_UNKNOWN,
            is_needed=False,
            help="请尽量写明应由哪个单位办理，助企办重新交办时会看到。",
            api_help="建议承办单位，见 /api/v1/units/",
            find=_find_proposed,
            is_picked=True,
        ),
        replaces(),
    ),
    offer=_offer_objection,
    service=speaks(DraftKind.OBJECTION),
    said=_objected,
    submit="退回县助企办",
    is_danger=True,
    leaves=True,
    template="cases/tickets/_object.html",
    api=Verb(
        name="object_to",
        path="object",
        takes="Objecting",
        about="The unit that is heard loses sight of the ticket, so the ticket is not shown.",
        answers="objection",
    ),
    tells=(
        Notice("ticket_objected", "承办单位退回，待重新交办", is_waited_for=True),
        Notice("objection_refused", "退回异议未受理，请签收办理", is_waited_for=True),
    ),
)
REASSIGN = TicketAction(
    verb="reassign",
    step=Action.REASSIGN,
    label="改派",
    lead="换一个承办单位。对企业承诺的日期不变，新单位签收后开始计算自己的用时。",
    fields=(
        unit("单位", "请选择单位"),
        Text("reason", "改派原因", rows=3),
        Tick(
            "keeps_share",
            "原单位继续协办",
            help="不选时，原单位不再看到这张工单。",
            api_help="原单位继续协办",
        ),
    ),
    offer=offer_other_unit,
    service=reassign_ticket,
    said=_reassigned,
    api=Verb(takes="Reassigning"),
    bulk=Bulk(
        BulkAction.REASSIGN,
        "新单位重新签收，原单位不再看到；对企业的承诺不变。",
        reassign_all,
        "改派",
        (unit("改派到", api_help="交办、改派到的单位"), Text("reason", "改派原因", rows=2)),
        offer_units,
    ),
    tells=(Notice("ticket_reassigned", "改派到本单位的工单，待签收", is_waited_for=True),),
)
HAND_OVER = TicketAction(
    verb="hand-over",
    step=Action.HAND_OVER,
    label="转交经办",
    lead="转交给本单位另一位经办人，时限不变。",
    fields=(
        Row("to", "转交给", is_bare=True, api_help="接手的经办人，见 /api/v1/people/"),
        Text("reason", "转交原因", rows=2),
    ),
    offer=_offer_clerks,
    service=_hand_over,
    said="已转交，接手的同志会收到消息；时限不变。",
    submit="转交",
    api=Verb(takes="HandingOver"),
    bulk=Bulk(
        BulkAction.HAND_OVER,
        "承办单位不变，时限不变；接手的经办人会收到消息。",
        hand_over_all,
        "转交",
        (
            Rows(
                "to",
                "接手的经办人",
                is_bare=True,
                help="可选多人，工单轮流分给他们。只列出承办单位在岗的经办人。",
                api_help="接手的经办人，可多人",
            ),
            Text("reason", "转交原因", rows=2),
        ),
        _offer_colleagues,
    ),
    tells=(Notice("ticket_handed_over", "工单转交给您经办"),),
)
ACTIONS = (SETTLE, OBJECT, REASSIGN, HAND_OVER)
