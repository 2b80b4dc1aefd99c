"""The unit handles the ticket: measures, progress, the result, and its head's signature."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cadres.notifications.rules.preferences import Group
from cadres.pages.rules.action_fields import Choice, Day, Files, Offer, Text, WhatWasRead
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.actions.base.action import MEASURE as OF_MEASURE
from cases.tickets.actions.base.action import Asked, Done, TicketAction, Verb
from cases.tickets.actions.base.sentences import until
from cases.tickets.actions.base.shared_fields import (
    REASON,
    SEEN_CONTENT,
    offer_content,
    outer_number,
)
from cases.tickets.rules.applications import admission
from cases.tickets.rules.closing import adoptions
from cases.tickets.rules.closing.adoptions import Adopted, Decided
from cases.tickets.rules.closing.outcomes import Finding
from cases.tickets.rules.vocabulary import RESULTS, LegalChannel, Outcome
from cases.tickets.rules.workflow import Action, Party
from cases.tickets.selectors import promised_feedback
from cases.tickets.selectors.notices import Notice
from cases.tickets.services import actions_with_files
from cases.tickets.services.applications.admission import admit_ticket, decline_ticket
from cases.tickets.services.handling.results import approve_ticket, resolve_ticket, send_back_ticket
from cases.tickets.services.promised_feedback import promise_feedback

RESULT_WAITS = Notice(
    "ticket_resolved", "办理结果待您审核", group=Group.APPROVAL, is_waited_for=True
)


def _offer_note(asked: Asked) -> Offer:
    """Only the handler of an open measure agrees on a day with the enterprise."""
    is_open = any(one.done_on is None for one in asked.page.measures)
    if is_open and Party.HANDLER in asked.page.parties:
        return Offer()
    return Offer(without=frozenset({"next_feedback_on"}))


def _offer_promise(asked: Asked) -> Offer:
    limit, last = promised_feedback.latest(asked.ticket, seen_by=asked.viewer)
    return Offer(
        read=promised_feedback.read(asked.part, seen_by=asked.viewer),
        help={"on": f"最迟 {last.on:%Y-%m-%d}（{limit}，依据：{limit.basis}）。"},
    )


def _offer_result(asked: Asked) -> Offer:
    names = [one.name for one in RESOLVE.fields]
    return Offer(initial={name: getattr(asked.ticket, name) for name in names})


def _resolve(ticket: Ticket, *, actor: Viewer, result: str, **finding: Any) -> Ticket:
    return resolve_ticket(ticket, actor=actor, result=result, finding=Finding(**finding))


def _offer_approval(asked: Asked) -> Offer:
    """Whether it is adopted is asked of a suggestion alone."""
    seen = offer_content(asked)
    if adoptions.is_idea(asked.ticket.source):
        return seen
    return replace(seen, without=frozenset(one.name for one in _OF_IDEAS))


def _approve(ticket: Ticket, *, actor: Viewer, digest: str, note: str, **decided: Any) -> Ticket:
    return approve_ticket(
        ticket, actor=actor, digest=digest, note=note, decided=Decided(**_said(decided))
    )


def _said(words: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in words.items() if value is not None}


def _admitted(done: Done) -> str:
    return f"已受理，{until(done.result, done.actor.today)}"


def _promised(done: Done) -> str:
    return f"已约定 {done.day(done.result.next_feedback_on)} 前再向企业反馈，到期系统会提醒。"


def _approved(done: Done) -> str:
    kept = "在承诺期限内" if done.actor.today <= done.result.due_on else "已超过承诺期限"
    return f"{done.ticket.number} 审核通过（{kept}），接下来由企业确认。"


def _sent_back(done: Done) -> str:
    return f"{done.ticket.number} 已退回经办人补办，时限不变。"


# What of a suggestion is asked for which decision (cadres/css/parts.css).
ADOPTED, NOT_WHOLLY = "adopted", "not_wholly"
_OF_IDEAS = (
    Choice(
        "adopted",
        "采纳情况",
        choices=Adopted.choices,
        is_needed=False,
        help="金点子由本单位负责人决定是否采纳。",
        api_help="金点子必填，其他来源不用",
    ),
    Text(
        "document",
        "依据文件",
        longest=adoptions.LONGEST_DOCUMENT,
        rows=0,
        is_needed=False,
        help="例如会议纪要、通知的名称和文号。",
        only_for=ADOPTED,
    ),
    Text(
        "reason",
        "理由",
        longest=adoptions.LONGEST_REASON,
        rows=2,
        is_needed=False,
        help="没有全部采纳的写明理由，建议人会看到。",
        only_for=NOT_WHOLLY,
    ),
    Day(
        "in_use_on",
        "落地日期",
        is_needed=False,
        help="已经落地的填写，以后也可以登记。",
        only_for=ADOPTED,
    ),
)
# Complaints about tendering are examined before they are handled (applications/admission.py).
ADMIT = TicketAction(
    verb="admit",
    step=Action.ADMIT,
    label="受理",
    lead="受理后，本单位时限和对企业承诺从今天起算；超过期限才决定的，从期限届满之日起算。",
    service=admit_ticket,
    said=_admitted,
    fits=admission.is_awaited,
    api=Verb(takes="Nothing"),
    tells=(Notice("ticket_admitted", "承办单位已受理"),),
)
DECLINE = TicketAction(
    verb="decline",
    step=Action.DECLINE,
    label="不予受理",
    lead="写明理由和依据，由本单位负责人审核后告知企业。",
    fields=(REASON,),
    service=decline_ticket,
    said="不予受理的决定和理由已交本单位负责人审核，审核后告知企业。",
    is_danger=True,
    fits=admission.is_awaited,
    api=Verb(takes="Reason"),
    tells=(RESULT_WAITS,),
)
NOTE = TicketAction(
    verb="note",
    offline=True,
    step=Action.NOTE,
    label="反馈进展",
    lead="登记人会收到消息，进展记入经过。",
    fields=(
        Text("note", "进展情况", help="做了什么、到哪一步、下一步什么时候。"),
        Day(
            "next_feedback_on",
            "下次反馈日期",
            is_needed=False,
            help="举措没有办完的，请约定下一次什么时候向企业反馈，到期系统会提醒。",
            api_help="约定的下次反馈日期",
        ),
        Files(),
    ),
    offer=_offer_note,
    service=actions_with_files.note_progress,
    said="进展已反馈，登记人会收到消息。",
    api=Verb(takes="Progress"),
    tells=(Notice("ticket_progress", "工单有新进展"),),
)
MEASURE = TicketAction(
    verb="measure",
    offline=True,
    step=Action.MEASURE,
    label="登记举措",
    lead="写明做什么、谁负责、什么时候完成。",
    fields=(
        Text(
            "text",
            "举措",
            longest=text_limits.TASK,
            rows=2,
            help="一条写一件事，例如：更换 315 千伏安变压器。",
        ),
        Text("owner_name", "责任人", longest=text_limits.NAME, rows=0),
        Day("due_on", "计划完成", is_needed=False),
        Day(
            "next_feedback_on",
            "下次反馈日期",
            is_needed=False,
            help="一跟到底：约定哪天再向企业反馈。",
            api_help="约定的下次反馈日期",
        ),
        Files(),
    ),
    service=actions_with_files.add_measure,
    said="举措已登记。办完后请登记完成情况和佐证。",
    api=Verb(name="measures", takes="NewMeasure"),
)
FINISH = TicketAction(
    verb="finish",
    offline=True,
    part=OF_MEASURE,
    step=Action.MEASURE,
    label="登记完成",
    lead=lambda measure: measure.text,
    fields=(
        Text("evidence", "佐证说明", help="做了什么、结果如何、有何文件。"),
        Files(label="佐证材料"),
    ),
    service=actions_with_files.finish_measure,
    said="举措已登记完成。",
    api=Verb(name="finish_measure", takes="Evidence"),
)
PROMISE = TicketAction(
    verb="promise",
    part=OF_MEASURE,
    step=Action.PROMISE_FEEDBACK,
    label="约定下次反馈",
    lead=lambda measure: measure.text,
    fields=(
        Day("on", "下次反馈日期"),
        Text("reason", "原因", rows=2, help="为什么定在这一天，例如等设备到货。"),
        WhatWasRead(),
    ),
    offer=_offer_promise,
    service=promise_feedback,
    said=_promised,
    api=Verb(name="promise_feedback", takes="Promise"),
)
RESOLVE = TicketAction(
    verb="resolve",
    offline=True,
    step=Action.RESOLVE,
    label="提交办结",
    lead="提交后由本单位负责人审核，再请企业确认。",
    fields=(
        Choice(
            "outcome",
            "办理结果",
            choices=[(one.value, Outcome(one).label) for one in RESULTS],
            usual=Outcome.SOLVED.value,
            is_usual_shown=False,
            help="“已解决”“部分解决”至少要有一条已完成的举措。",
        ),
        Text(
            "result",
            "办理情况",
            rows=5,
            help="写给企业看：问题怎么解决的；解释说明写依据和理由，转渠道写怎么去办。",
        ),
        Choice(
            "legal_channel",
            "法定渠道",
            choices=LegalChannel.choices,
            drops_down=True,
            empty="请选择",
            is_needed=False,
            only_for=Outcome.REDIRECTED,
            help="转法定渠道时选择。",
            api_help="转渠道时必填",
        ),
        outer_number("转法定渠道、对方已受理的填写，可不填。", only_for=Outcome.REDIRECTED),
    ),
    offer=_offer_result,
    service=_resolve,
    said="已提交，等本单位负责人审核。",
    fits=admission.is_decided,
    api=Verb(takes="Result"),
    tells=(RESULT_WAITS,),
)
APPROVE = TicketAction(
    verb="approve",
    step=Action.APPROVE,
    label="审核通过",
    lead="通过后由企业确认是否解决；是否按时以今天为准。",
    fields=(
        *_OF_IDEAS,
        Text("note", "审核意见", rows=2, is_needed=False, help="可不填。"),
        SEEN_CONTENT,
    ),
    offer=_offer_approval,
    service=_approve,
    said=_approved,
    goes_back=True,
    api=Verb(takes="Signature"),
    tells=(Notice("ticket_approved", "审核通过，待企业确认"),),
)
# Not to sign is a decision on what was seen, too.
SEND_BACK = TicketAction(
    verb="send-back",
    step=Action.SEND_BACK,
    label="退回补办",
    lead="退回经办人继续办理，时限不停。",
    fields=(REASON, SEEN_CONTENT),
    offer=offer_content,
    service=send_back_ticket,
    said=_sent_back,
    api=Verb(takes="SendingBack"),
    tells=(Notice("ticket_sent_back", "负责人退回补办", is_waited_for=True),),
)
ACTIONS = (ADMIT, DECLINE, NOTE, MEASURE, FINISH, PROMISE, RESOLVE, APPROVE, SEND_BACK)
