"""Several tickets for one problem; and reminders to the unit, for one ticket or for many."""

from __future__ import annotations

from cadres.pages.rules.action_fields import Offer, Row, Text
from cadres.people.rules.viewer import Viewer
from cases.models import Ticket, Topic
from cases.supervision.services.urging import remind_ticket
from cases.tickets.actions.base.action import Asked, Bulk, BulkAsked, Done, TicketAction, Verb
from cases.tickets.actions.base.asked_for import note
from cases.tickets.actions.base.sentences import NotTaken
from cases.tickets.rules import staffing as rules
from cases.tickets.rules.bulk import BulkDeed
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors import lookups, tickets
from cases.tickets.selectors.handling import staffing
from cases.tickets.selectors.notices import Notice
from cases.tickets.services.bulk import join_all, remind_all
from cases.tickets.services.duplicates.duplicates import merge_tickets
from cases.topics.selectors import topics
from cases.topics.services.topics import join_topic, leave_topic

_HURRY = Text("text", "催办意见", rows=2, is_needed=False, help="可不填。承办单位会看到。")
_NO_TOPIC = "还没有在办的专题，请先在“专题”里设立。"


def _find_topic(pk: int, ticket: Ticket, viewer: Viewer) -> Topic:
    return lookups.topic(pk, seen_by=viewer)


def _find_ticket(pk: int, ticket: Ticket, viewer: Viewer) -> Ticket:
    return tickets.fetch(pk, seen_by=viewer)


_TOPIC = Row("topic", "专题", empty="请选择在办的专题", find=_find_topic)


def _offer_hurry(asked: Asked) -> Offer:
    warning = staffing.warning(asked.ticket.unit, seen_by=asked.viewer)
    return Offer(help={"text": f"{_HURRY.help}{warning}"})


def _reminded(done: Done) -> str:
    names = staffing.hearers(done.result.unit_id, seen_by=done.actor)
    said = rules.reminded(str(done.result.unit), names)
    return said if names else NotTaken(said)


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
        BulkDeed.REMIND,
        "承办单位在岗的经办和负责人会收到消息；同一工单每人每天催办一次。",
        remind_all,
        "催办",
        (_HURRY,),
    ),
    tells=(Notice("ticket_reminded", "催办：请尽快办理", is_waited_for=True),),
)
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
        BulkDeed.JOIN_TOPIC,
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
# On pages the two are looked at side by side first (cases/tickets/web/duplicates.py).
MERGE = TicketAction(
    verb="merge",
    step=Action.MERGE,
    label="并入",
    lead="",
    fields=(
        Row("other", find=_find_ticket, api_help="另一张工单；两张之中反映较早的保留"),
        note("说明"),
    ),
    service=merge_tickets,
    is_on_page=False,
    api=Verb(takes="Merging", about="Answers with the older ticket, which goes on."),
    tells=(
        Notice("ticket_merged", "工单已并入另一张工单"),
        Notice("ticket_absorbed", "有重复工单并入，请一并办理"),
    ),
)
ACTIONS = (REMIND, JOIN_TOPIC, LEAVE_TOPIC, MERGE)
