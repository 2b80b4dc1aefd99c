"""Deeds of reaching an enterprise: told of an extension, tried in vain, reached again."""

from __future__ import annotations

from cadres.rules import wording
from cadres.rules.viewer import Viewer
from cases.actions.action import Words
from cases.models import Ticket
from cases.rules.workflow import Action, State
from cases.selectors import contact_attempts
from cases.services.contacting import record_attempt, regain_contact
from cases.services.extension_telling import tell_extension
from cases.web import forms_contact as forms
from cases.web.deed import Deed


def _try_contact(ticket: Ticket, actor: Viewer, words: Words) -> str:
    ticket = record_attempt(ticket, actor=actor, **words)
    if ticket.state == State.UNREACHED:
        return f"已登记。{ticket.number} 列为联系不上，单独统计；企业以后答复的，接着办理。"
    rest = contact_attempts.rest(ticket, seen_by=actor)
    return f"已登记联系未果。{rest}，仍联系不上的才列为联系不上。"


def _regain_contact(ticket: Ticket, actor: Viewer, words: Words) -> str:
    ticket = regain_contact(ticket, actor=actor, **words)
    return f"{ticket.number} 回到待确认，请继续回访。"


def _tell_extension(ticket: Ticket, actor: Viewer, words: Words) -> str:
    ticket = tell_extension(ticket, actor=actor, **words)
    until = wording.day(ticket.due_on, actor.today)
    return f"{ticket.number} 已告知企业延期，对企业承诺顺延至 {until}。"


CONTACT_DEEDS = (
    Deed(
        "tell-extension",
        Action.TELL_EXTENSION,
        "告知企业延期",
        "延期批准后要让企业知道，承诺才顺延。电话、微信、上门告知的在这里登记；"
        "发企业链接的，企业自己点“知道了”就算告知。没有回音不算。",
        forms.TellForm,
        _tell_extension,
        submit="登记已告知",
    ),
    Deed(
        "try-contact",
        Action.TRY_CONTACT,
        "登记联系未果",
        "没有联系上企业的，每联系一次登记一次，以登记当天为准；同一天几次算一次。"
        "没有联系上不等于满意，也不算办结。",
        forms.AttemptForm,
        _try_contact,
    ),
    Deed(
        "regain-contact",
        Action.REGAIN_CONTACT,
        "重新联系上",
        "联系上了、企业还没有说解决没有的，回到待确认。已经说了的，直接登记回访。",
        forms.RegainForm,
        _regain_contact,
    ),
)
