"""The enterprise's side: what it is asked, tells and is explained; legal channels."""

from __future__ import annotations

from dataclasses import replace

from cadres.pages.rules.action_fields import Choice, Day, Files, Offer, Text, WhatWasRead
from cadres.submissions.rules import text_limits
from cases.models import Ticket
from cases.tickets.actions.base.action import Asked, Done, TicketAction, Verb
from cases.tickets.actions.base.sentences import until
from cases.tickets.actions.base.shared_fields import REASON, outer_number
from cases.tickets.rules.vocabulary import LegalChannel, Outcome
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors import tickets
from cases.tickets.selectors.notices import Notice
from cases.tickets.services.applications.redirection import record_outer_number, redirect_ticket
from cases.tickets.services.closing.explanations import close_explained, explain
from cases.tickets.services.handling.enterprise_questions import (
    answer_question,
    ask_enterprise,
    resume_ticket,
)


def _is_explained(ticket: Ticket) -> bool:
    return ticket.outcome == Outcome.EXPLAINED


def _is_redirected(ticket: Ticket) -> bool:
    return ticket.outcome == Outcome.REDIRECTED


def _offer_number(asked: Asked) -> Offer:
    return Offer(
        initial={"outer_number": asked.ticket.outer_number},
        read=tickets.read(asked.ticket, seen_by=asked.viewer),
    )


def _offer_talk(asked: Asked) -> Offer:
    return Offer(initial={"told_on": asked.viewer.today, "told_to": asked.page.contact})


def _asked(done: Done) -> str:
    by = done.day(done.result.step_due_on)
    return f"已请企业补充，承办时限暂停。{by} 前没有补充的，自动恢复办理。"


def _resumed(done: Done) -> str:
    return f"已恢复办理，{until(done.result, done.actor.today)}"


def _redirected(done: Done) -> str:
    ticket = done.result
    return f"{ticket.number} 已转{LegalChannel(ticket.legal_channel).label}，登记人会收到说明。"


def _closed(done: Done) -> str:
    return f"{done.result.number} 已按解释说明办结。"


_ANSWER, _FILES = (
    Text("answer", "企业补充的内容", help="谁、什么时候、怎么说的，如实登记。"),
    Files(),
)
# The same where the enterprise writes itself, behind its link.
ANSWERED_BY_LINK = (
    replace(_ANSWER, label="您的补充", rows=5, help=""),
    replace(_FILES, label="照片或文件"),
)
WHY_WITHDRAWN = Text("reason", "为什么撤回", rows=3, is_needed=False, help="可不填。")
ANSWER = TicketAction(
    verb="answer",
    offline=True,
    step=Action.ANSWER,
    label="登记企业补充",
    lead="企业在电话里或当面补充的，在这里登记；也可以把链接发给企业自己填。",
    fields=(_ANSWER, _FILES),
    service=answer_question,
    said="企业的补充已登记，恢复办理。",
    api=Verb(takes="Supply"),
    tells=(Notice("ticket_answered", "企业已补充，请继续办理"),),
)
ASK = TicketAction(
    verb="ask",
    offline=True,
    step=Action.ASK,
    label="请企业补充",
    lead="缺少企业的材料或情况、办不下去时使用。承办时限暂停，对企业的承诺不变。",
    fields=(Text("question", "请企业补充什么", rows=3, help="写给企业看：缺什么、做什么用。"),),
    service=ask_enterprise,
    said=_asked,
    submit="请企业补充",
    api=Verb(takes="Asking"),
    tells=(Notice("ticket_asked", "需要企业补充情况，请联系企业", is_waited_for=True),),
)
RESUME = TicketAction(
    verb="resume",
    offline=True,
    step=Action.RESUME,
    label="恢复办理",
    lead="不等企业补充，承办时限继续计算。",
    fields=(REASON,),
    service=resume_ticket,
    said=_resumed,
    api=Verb(takes="Because"),
    tells=(Notice("ticket_resumed", "恢复办理，承办时限继续计算"),),
)
EXPLAIN = TicketAction(
    verb="explain",
    offline=True,
    step=Action.EXPLAIN,
    label="登记解释",
    lead="企业还不认可时，每向企业解释一次登记一次，同一天只计一次。",
    fields=(
        Day("told_on", "解释日期"),
        Text("told_to", "向谁解释", longest=text_limits.NAME, rows=0, help="企业哪位同志。"),
        Text("text", "解释的内容", help="依据哪条法律政策，讲了什么，企业怎么说。"),
    ),
    offer=_offer_talk,
    service=explain,
    said="解释已登记。不同日期的解释达到次数后，由未经手的助企办同志核实办结。",
    fits=_is_explained,
    api=Verb(takes="Talk"),
)
CLOSE_EXPLAINED = TicketAction(
    verb="close-explained",
    step=Action.CLOSE_EXPLAINED,
    label="解释后办结",
    lead="已在不同日期解释够次数、企业仍未答复的，核实后办结。企业不认可的请登记回访。",
    fields=(Text("note", "核实情况", rows=3, help="几次解释是否属实，企业现在怎么说。"),),
    service=close_explained,
    said=_closed,
    fits=_is_explained,
    api=Verb(takes="Verified"),
    tells=(Notice("ticket_explained", "解释说明后办结"),),
)
REDIRECT = TicketAction(
    verb="redirect",
    step=Action.REDIRECT,
    label="转法定渠道",
    lead="依法由法院、仲裁、信访等决定的事项，不交办，告诉企业去哪里办。转出后工单办结。",
    fields=(
        Choice(
            "channel",
            "转到哪个渠道",
            choices=LegalChannel.choices,
            drops_down=True,
            empty="请选择",
        ),
        Text("explanation", "说明", help="写给企业看：为什么由它决定，去哪里、带什么、找谁。"),
        outer_number("对方已受理的填写，可不填。"),
    ),
    service=redirect_ticket,
    said=_redirected,
    submit="转出并办结",
    is_danger=True,
    api=Verb(takes="Redirection"),
    tells=(Notice("ticket_redirected", "已转法定渠道，工单办结"),),
)
OUTER_NUMBER = TicketAction(
    verb="outer-number",
    step=Action.OUTER_NUMBER,
    label="登记外部编号",
    lead="对方受理后的编号，便于以后查询。",
    fields=(
        Text("outer_number", "对方受理的编号", longest=text_limits.OUTER_NUMBER, rows=0),
        WhatWasRead(),
    ),
    offer=_offer_number,
    service=record_outer_number,
    said="外部编号已登记。",
    fits=_is_redirected,
)
ACTIONS = (ANSWER, ASK, RESUME, EXPLAIN, CLOSE_EXPLAINED, REDIRECT, OUTER_NUMBER)
