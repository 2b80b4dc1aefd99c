"""Deeds of supervision on a ticket: the unit's reply, and the documented exemption."""

from __future__ import annotations

from cadres.rules import wording
from cadres.rules.viewer import Viewer
from cases.models import Ticket
from cases.rules.unit_drafts import DraftKind
from cases.rules.workflow import Action
from cases.services.supervising import exempt_ticket
from cases.services.unit_drafts import say
from cases.web.deed import Deed, Words
from cases.web.deeds_drafts import sent
from cases.web.forms_ladder import ExemptForm, ReplyForm


def _reply(ticket: Ticket, actor: Viewer, words: Words) -> str:
    replaces = words.pop("replaces", "")
    until = wording.day(words["promised_on"], actor.today, short=True)
    said = say(ticket, DraftKind.REPLY, words, actor=actor, replaces=replaces)
    if said.waits:
        return sent(said)
    return f"已回复督办，承诺 {until}前办结；到期仍未办结的，启动下一级督办。助企办会收到消息。"


def _exempt(ticket: Ticket, actor: Viewer, words: Words) -> str:
    exempt_ticket(ticket, actor=actor, **words)
    until = wording.day(words["to_on"], actor.today, short=True)
    return f"已登记容错免责，到 {until}为止不再督办这张工单。"


LADDER_DEEDS = (
    Deed(
        "reply",
        Action.REPLY,
        "回复督办",
        "一次回复答复所有等待回复的督办。回复不等于办结：到承诺的日期仍未办结的，启动下一级督办。",
        ReplyForm,
        _reply,
        submit="发送回复",
    ),
    Deed(
        "exempt",
        Action.EXEMPT,
        "容错免责",
        "有文件依据的，在免责期内不再督办；已发出、待签发的督办同时失效。对企业的承诺期限不变。",
        ExemptForm,
        _exempt,
        submit="登记容错免责",
    ),
)
