"""Supervision on a ticket: the unit's reply, a suspension."""

from __future__ import annotations

from cadres.pages.rules.action_fields import Day, Mark, Offer, Text
from cadres.submissions.rules import text_limits
from cases.supervision.selectors import ladder_steps
from cases.supervision.services.supervision_actions import suspend_supervision
from cases.tickets.actions.base.action import Asked, Done, TicketAction, Verb
from cases.tickets.actions.base.shared_fields import BASIS_HELP
from cases.tickets.actions.unit_statements import drafted, replaces, sent, speaks
from cases.tickets.rules.applications.unit_drafts import DraftKind
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.notices import Notice


def _offer_reply(asked: Asked) -> Offer:
    shown = ladder_steps.asked_digest(asked.ticket, seen_by=asked.viewer)
    return Offer(initial={**drafted(asked, DraftKind.REPLY), "digest": shown})


def _offer_suspension(asked: Asked) -> Offer:
    return Offer(initial={"from_on": asked.viewer.today})


def _replied(done: Done) -> str:
    if done.result.waits:
        return sent(done.result)
    until = done.day(done.words["promised_on"], short=True)
    return f"已回复督办，承诺 {until}前办结；到期仍未办结的，启动下一级督办。助企办会收到消息。"


def _suspended(done: Done) -> str:
    return f"已暂停督办，到 {done.day(done.words['to_on'], short=True)}为止；之后自动恢复。"


REPLY = TicketAction(
    verb="reply",
    step=Action.REPLY,
    label="回复督办",
    lead="一次回复答复所有等待回复的督办。回复不等于办结：到承诺的日期仍未办结的，启动下一级督办。",
    spoken=DraftKind.REPLY,
    fields=(
        Mark(
            "digest",
            api_help="所看到的等待回复的督办的 supervision_digest；有变则拒绝（409）",
        ),
        Text(
            "reply",
            "回复",
            help="写明原因和已采取的措施。",
            api_help="原因、措施；答复所有等待回复的督办",
        ),
        Day(
            "promised_on",
            "承诺办结日期",
            help="到这一天仍未办结的，启动下一级督办。",
            api_help="承诺办结日期；到期仍未办结的，启动下一级督办",
        ),
        replaces(),
    ),
    offer=_offer_reply,
    service=speaks(DraftKind.REPLY),
    said=_replied,
    submit="发送回复",
    tells=(Notice("ladder_answered", "承办单位已回复督办"),),
)
SUSPEND = TicketAction(
    verb="suspend",
    step=Action.SUSPEND,
    label="暂停督办",
    lead="到期前不再提醒和督办；已发出、待签发的督办同时失效，到期后从头开始。"
    "对企业的承诺期限不变，也不免除责任。",
    fields=(
        Text("reason", "暂停原因", rows=3, help="例如：等待省级主管部门批复，已按程序上报。"),
        Text(
            "document",
            "依据文件（没有的不填）",
            longest=text_limits.DOCUMENT,
            rows=0,
            is_needed=False,
            is_left_out=True,
            help=BASIS_HELP,
            api_help="依据文件的名称和文号",
        ),
        Day("from_on", "自"),
        Day("to_on", "至", help="到期后自动恢复督办。"),
    ),
    offer=_offer_suspension,
    service=suspend_supervision,
    said=_suspended,
    submit="暂停督办",
    api=Verb(takes="Suspending"),
    tells=(Notice("ladder_suspended", "工单已暂停督办"),),
)
ACTIONS = (REPLY, SUSPEND)
