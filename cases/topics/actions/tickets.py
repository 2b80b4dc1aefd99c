"""A ticket is put into a topic, one or many, and taken out."""

from __future__ import annotations

from cadres.pages.rules.action_fields import Offer, Row, Text
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket, Topic
from cases.tickets.actions.base.action import Asked, Bulk, BulkAsked, Done, TicketAction, Verb
from cases.tickets.actions.base.shared_fields import note
from cases.tickets.rules.bulk import BulkAction
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.notices import Notice
from cases.topics.selectors import topics
from cases.topics.services.topics import join_all, join_topic, leave_topic

_NO_TOPIC = "还没有在办的专题，请先在“专题”里设立。"


def _find_topic(pk: int, ticket: Ticket, viewer: Viewer) -> Topic:
    return topics.named(pk, seen_by=viewer)


_TOPIC = Row("topic", "专题", empty="请选择在办的专题", find=_find_topic)


def _offer_topics(asked: Asked) -> Offer:
    return _topics_of(asked.ticket.county_id, asked.viewer)


def _offer_topics_for_all(asked: BulkAsked) -> Offer:
    return _topics_of(asked.county_id, asked.viewer)


def _topics_of(county_id: int, viewer: Viewer) -> Offer:
    offered = topics.choosable(county_id, seen_by=viewer)
    return Offer(rows={"topic": offered}, help={} if offered else {"topic": _NO_TOPIC})


def _joined(done: Done) -> str:
    return f"{done.result.number} 已归入专题“{done.result.topic}”，原来的办理和时限不变。"


def _left(done: Done) -> str:
    return f"{done.ticket.number} 已移出专题。"


JOIN_TOPIC = TicketAction(
    verb="join-topic",
    step=Action.JOIN_TOPIC,
    label="归入专题",
    lead="同类问题归到一个专题一并解决；这张工单照常办理，时限不变。",
    fields=(_TOPIC, note("说明")),
    offer=_offer_topics,
    service=join_topic,
    said=_joined,
    api=Verb(takes="Joining"),
    bulk=Bulk(
        BulkAction.JOIN_TOPIC,
        "每件工单照常办理，时限不变。",
        join_all,
        "归入专题",
        (
            Row("topic", "专题", empty=_TOPIC.empty, find=_find_topic, api_help="归入的专题"),
            note("说明"),
        ),
        _offer_topics_for_all,
    ),
    tells=(Notice("ticket_joined", "工单已归入专题"),),
)
LEAVE_TOPIC = TicketAction(
    verb="leave-topic",
    step=Action.LEAVE_TOPIC,
    label="移出专题",
    lead="归错了的移出来；专题和这张工单各自照常。",
    fields=(Text("reason", "移出原因", rows=2),),
    service=leave_topic,
    said=_left,
    api=Verb(takes="Reason"),
)
ACTIONS = (JOIN_TOPIC, LEAVE_TOPIC)
