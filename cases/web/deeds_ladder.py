"""Deeds of supervision on a ticket: the unit's reply, a suspension, a finding."""

from __future__ import annotations

from cadres.rules import wording
from cadres.rules.viewer import Viewer
from cases.actions.action import Words
from cases.models import Ticket
from cases.rules.unit_drafts import DraftKind
from cases.rules.workflow import Action
from cases.services.supervising import suspend_supervision
from cases.services.tolerance import record_finding
from cases.services.unit_drafts import say
from cases.web.deed import Deed
from cases.web.forms_ladder import ReplyForm, SuspendForm
from cases.web.forms_tolerance import ToleranceForm
from cases.web.signature_actions import sent


def _reply(ticket: Ticket, actor: Viewer, words: Words) -> str:
    replaces = words.pop("replaces", "")
    until = wording.day(words["promised_on"], actor.today, short=True)
    said = say(ticket, DraftKind.REPLY, words, actor=actor, replaces=replaces)
    if said.waits:
        return sent(said)
    return f"已回复督办，承诺 {until}前办结；到期仍未办结的，启动下一级督办。助企办会收到消息。"


def _suspend(ticket: Ticket, actor: Viewer, words: Words) -> str:
    suspend_supervision(ticket, actor=actor, **words)
    until = wording.day(words["to_on"], actor.today, short=True)
    return f"已暂停督办，到 {until}为止；之后自动恢复。"


def _tolerate(ticket: Ticket, actor: Viewer, words: Words) -> str:
    record_finding(ticket, actor=actor, **words)
    return "容错认定已登记，这件事不再督办。"


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
        "suspend",
        Action.SUSPEND,
        "暂停督办",
        "到期前不再提醒和督办；已发出、待签发的督办同时失效，到期后从头开始。对企业的承诺期限不变，也不免除责任。",
        SuspendForm,
        _suspend,
        submit="暂停督办",
    ),
    Deed(
        "tolerate",
        Action.TOLERATE,
        "容错认定",
        "登记有权机关作出的容错认定。登记后这件事不再督办，并在评价中列示；对企业的承诺期限不变，不写个人姓名。",
        ToleranceForm,
        _tolerate,
        submit="登记容错认定",
    ),
)
