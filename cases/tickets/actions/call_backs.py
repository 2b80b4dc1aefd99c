"""The enterprise is called: what it says of the result, in vain, reached again; what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from cadres.pages.rules.action_fields import Choice, Files, Offer, Text
from cadres.viewers.rules.viewer import Viewer
from cases.models import Check, Ticket
from cases.tickets.actions.base.action import Asked, Done, Part, TicketAction, Verb
from cases.tickets.rules.closing import outcomes
from cases.tickets.rules.closing.contact_attempts import TRIED_CHOICES
from cases.tickets.rules.closing.side_terms import CheckResult
from cases.tickets.rules.vocabulary import Answer, Satisfaction
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors.closing import contact_attempts, rechecks
from cases.tickets.selectors.notices import Notice
from cases.tickets.services.applications.extension_notices import tell_extension
from cases.tickets.services.closing.closing import record_call_back
from cases.tickets.services.closing.contact_attempts import record_attempt, regain_contact
from cases.tickets.services.closing.rechecks import do_check
from cases.tickets.services.closing.rounds import redo_ticket

# Answers after which the matter goes on; the style sheet knows them by this name.
UNSOLVED = "unsolved"
_TRIED = "打了哪个电话、找过谁、什么时候、对方什么情况。"


def _judged(name: str, label: str) -> Choice:
    """One thing apart; the unit reads sums of several enterprises only."""
    return Choice(
        name, label, choices=Satisfaction.choices, is_needed=False, help="可不选。单位只看汇总。"
    )


# What the enterprise says of the result, by its link or on the telephone: nothing is chosen
# beforehand, satisfaction need not be.
ANSWERS = (
    Choice("answer", "问题是否解决", choices=Answer.choices),
    Text(
        "remains",
        "还有什么没有解决",
        rows=3,
        is_needed=False,
        only_for=UNSOLVED,
        help="部分解决的请写明，未解决的可以写。承办单位会看到，并接着办。",
        api_help="还有什么没有解决；部分解决时必填，承办单位会看到",
    ),
    Files(label="照片或文件", only_for=UNSOLVED),
    Choice(
        "satisfaction",
        "对办理是否满意",
        choices=Satisfaction.choices,
        is_needed=False,
        help="可不选。承办单位看不到。",
    ),
    _judged("attitude", "态度怎么样"),
    _judged("speed", "办得快不快"),
    _judged("result", "结果怎么样"),
    Text("comment", "意见建议", rows=3, is_needed=False, help="可不填。承办单位看不到。"),
)


def offer_answers(answers: Sequence[tuple[str, str]]) -> Offer:
    """Only those answers can be chosen that fit the result."""
    agrees = {"answer": "是否认可"} if Answer.AGREES in dict(answers) else {}
    return Offer(choices={"answer": list(answers)}, labels=agrees)


def _offer_answers(asked: Asked) -> Offer:
    return offer_answers(outcomes.offered(asked.ticket.outcome))


def _called(done: Done) -> str:
    ticket = done.ticket
    if done.words["answer"] == Answer.NOT_SOLVED:
        return f"{ticket.number} 企业反映未解决，已退回{ticket.unit}重新办理。"
    if done.words["answer"] == Answer.PARTLY:
        return f"{ticket.number} 企业反映部分解决，没有办结；剩下的由{ticket.unit}接着办。"
    return f"{ticket.number} 已按回访结果办结。"


def _offer_attempt(asked: Asked) -> Offer:
    rest = contact_attempts.rest(asked.ticket, seen_by=asked.viewer)
    return Offer(help={"note": f"{_TRIED} 列为联系不上前，{rest}。"} if rest else {})


def _tried(done: Done) -> str:
    ticket = done.result
    if ticket.state == State.UNREACHED:
        return f"已登记。{ticket.number} 列为联系不上，单独统计；企业以后答复的，接着办理。"
    rest = contact_attempts.rest(ticket, seen_by=done.actor)
    return f"已登记联系未果。{rest}，仍联系不上的才列为联系不上。"


def _regained(done: Done) -> str:
    return f"{done.result.number} 回到待确认，请继续回访。"


def _told(done: Done) -> str:
    until = done.day(done.result.due_on)
    return f"{done.result.number} 已告知企业延期，对企业承诺顺延至 {until}。"


def _redone(done: Done) -> str:
    ticket = done.result
    return f"{ticket.number} 已退回{ticket.unit}重新办理（第 {ticket.round} 轮）。"


def _has_unit(ticket: Ticket) -> bool:
    return ticket.unit_id is not None


def _find_check(ticket: Ticket, pk: int, *, seen_by: Viewer) -> Check:
    return rechecks.fetch(pk, seen_by=seen_by, of=ticket)


def _means(label: str) -> Choice:
    return Choice("means", label, choices=TRIED_CHOICES, api_help=label)


CALL_BACK = TicketAction(
    verb="call-back",
    offline=True,
    step=Action.CALL_BACK,
    label="登记回访",
    lead="按企业在电话里说的如实登记；没打通不要登记。",
    fields=ANSWERS,
    offer=_offer_answers,
    service=record_call_back,
    said=_called,
    submit="登记回访结果",
    tells=(
        Notice("ticket_closed", "企业已确认，工单办结"),
        Notice("ticket_denied", "企业反映未解决，重新办理", is_waited_for=True),
        Notice("ticket_remains", "企业反映部分解决，请办理剩下的", is_waited_for=True),
    ),
)
TELL_EXTENSION = TicketAction(
    verb="tell-extension",
    offline=True,
    step=Action.TELL_EXTENSION,
    label="告知企业延期",
    lead="延期批准后要让企业知道，承诺才顺延。电话、微信、上门告知的在这里登记；"
    "发企业链接的，企业自己点“知道了”就算告知。没有回音不算。",
    fields=(
        _means("告知方式"),
        Text(
            "note",
            "告知了谁",
            rows=3,
            help="企业哪位同志，怎么说的，对方什么意见。",
            api_help="告知了谁、怎么说的",
        ),
    ),
    service=tell_extension,
    said=_told,
    submit="登记已告知",
    api=Verb(takes="Telling"),
    tells=(Notice("extension_told", "企业已知道延期，承诺时限顺延"),),
)
TRY_CONTACT = TicketAction(
    verb="try-contact",
    offline=True,
    step=Action.TRY_CONTACT,
    label="登记联系未果",
    lead="没有联系上企业的，每联系一次登记一次，以登记当天为准；同一天几次算一次。"
    "没有联系上不等于满意，也不算办结。",
    fields=(
        _means("联系方式"),
        Text("note", "什么情况", rows=3, help=_TRIED, api_help="什么情况"),
    ),
    offer=_offer_attempt,
    service=record_attempt,
    said=_tried,
    api=Verb(takes="Attempt"),
    tells=(Notice("contact_lost", "多次联系不上企业"),),
)
REGAIN_CONTACT = TicketAction(
    verb="regain-contact",
    offline=True,
    step=Action.REGAIN_CONTACT,
    label="重新联系上",
    lead="联系上了、企业还没有说解决没有的，回到待确认。已经说了的，直接登记回访。",
    fields=(
        Text(
            "note",
            "怎么联系上的",
            rows=3,
            help="谁、用什么方式、联系上了谁。",
            api_help="怎么联系上的",
        ),
    ),
    service=regain_contact,
    said=_regained,
    api=Verb(takes="Regained"),
    tells=(Notice("contact_regained", "重新联系上企业，待确认", is_waited_for=True),),
)
REDO = TicketAction(
    verb="redo",
    step=Action.REDO,
    label="重新办理",
    lead="确属承办单位没有办好的，退回重新办理。第一次的答复保留，两轮都计入统计。",
    fields=(Text("reason", "哪里没有办好", rows=3, help="写给承办单位看，记入新一轮。"),),
    service=redo_ticket,
    said=_redone,
    submit="退回重新办理",
    is_danger=True,
    fits=_has_unit,
    api=Verb(takes="Because"),
    tells=(Notice("ticket_redone", "助企办要求重新办理", is_waited_for=True),),
)
# The check has a page of its own, with what is to be asked (cases/tickets/web/closing/rechecks.py).
RECHECK = TicketAction(
    verb="recheck",
    part=Part("check", "checks", _find_check),
    step=Action.RECHECK,
    label="回头看",
    lead="",
    fields=(
        Choice("result", "回访结果", choices=CheckResult.choices),
        Text("note", "企业怎么说", is_needed=False, help="不属实的必须写明。"),
    ),
    service=do_check,
    is_on_page=False,
    api=Verb(path="", takes="Heard"),
    tells=(Notice("ticket_reopened", "回访不属实，重新办理", is_waited_for=True),),
)
ACTIONS = (CALL_BACK, TELL_EXTENSION, TRY_CONTACT, REGAIN_CONTACT, REDO, RECHECK)
