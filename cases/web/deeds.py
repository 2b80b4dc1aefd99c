"""The deeds on a ticket: for each its words, its form, and the service that carries it out."""

from __future__ import annotations

from cadres.rules.viewer import Viewer
from cases.actions import registry
from cases.actions.action import Words
from cases.models import Ticket
from cases.rules.handling import Answer
from cases.rules.workflow import Action
from cases.services import with_files
from cases.services.closing import record_call_back
from cases.services.dispatching import (
    recall_ticket,
)
from cases.services.filing import void_ticket
from cases.services.handling import approve_ticket, send_back_ticket
from cases.web import forms
from cases.web.action_deeds import deed_of
from cases.web.admission_actions import ADMISSION_DEEDS
from cases.web.contact_actions import CONTACT_DEEDS
from cases.web.deed import Deed
from cases.web.deeds_asked import ASKED
from cases.web.deeds_correct_enterprise import CORRECT_ENTERPRISE
from cases.web.deeds_enterprise import ENTERPRISE_DEEDS, RESOLVE
from cases.web.deeds_hands import HANDS
from cases.web.deeds_ladder import LADDER_DEEDS
from cases.web.deeds_matters import MATTER_DEEDS
from cases.web.signature_actions import DRAFT_DEEDS
from cases.web.taking_back import Pressed, on_ticket


def _correct(ticket: Ticket, actor: Viewer, words: Words) -> str:
    with_files.correct_ticket(ticket, actor=actor, **words)
    return "已更正，原因记入经过。"


def _void(ticket: Ticket, actor: Viewer, words: Words) -> str:
    void_ticket(ticket, actor=actor, **words)
    return f"{ticket.number} 已作废，不再计入统计，内容和原因仍可查看。"


def _recall(ticket: Ticket, actor: Viewer, words: Words) -> str:
    unit = ticket.unit
    recall_ticket(ticket, actor=actor, **words)
    return f"已从{unit}撤回，请重新交办。"


def _measure(ticket: Ticket, actor: Viewer, words: Words) -> str:
    with_files.add_measure(ticket, actor=actor, **words)
    return "举措已登记。办完后请登记完成情况和佐证。"


def _approve(ticket: Ticket, actor: Viewer, words: Words) -> str:
    ticket, pressed = on_ticket(
        ticket, lambda: approve_ticket(ticket, actor=actor, **words), "审核通过", actor
    )
    kept = "在承诺期限内" if actor.today <= ticket.due_on else "已超过承诺期限"
    return Pressed.of(f"{ticket.number} 审核通过（{kept}），接下来由企业确认。", pressed)


def _send_back(ticket: Ticket, actor: Viewer, words: Words) -> str:
    send_back_ticket(ticket, actor=actor, **words)
    return f"{ticket.number} 已退回经办人补办，时限不变。"


def _call_back(ticket: Ticket, actor: Viewer, words: Words) -> str:
    record_call_back(ticket, actor=actor, **words)
    if words["answer"] == Answer.NOT_SOLVED:
        return f"{ticket.number} 企业反映未解决，已退回{ticket.unit}重新办理。"
    if words["answer"] == Answer.PARTLY:
        return f"{ticket.number} 企业反映部分解决，没有办结；剩下的由{ticket.unit}接着办。"
    return f"{ticket.number} 已按回访结果办结。"


_DEEDS = (
    *ADMISSION_DEEDS,
    RESOLVE,
    Deed(
        "approve",
        Action.APPROVE,
        "审核通过",
        "通过后由企业确认是否解决；是否按时以今天为准。",
        forms.SignForm,
        _approve,
    ),
    Deed(
        "send-back",
        Action.SEND_BACK,
        "退回补办",
        "退回经办人继续办理，时限不停。",
        forms.SendBackForm,
        _send_back,
    ),
    Deed(
        "call-back",
        Action.CALL_BACK,
        "登记回访",
        "按企业在电话里说的如实登记；没打通不要登记。",
        forms.CallBackForm,
        _call_back,
        submit="登记回访结果",
    ),
    Deed(
        "measure",
        Action.MEASURE,
        "登记举措",
        "写明做什么、谁负责、什么时候完成。",
        forms.MeasureForm,
        _measure,
    ),
    *HANDS,
    Deed(
        "recall",
        Action.RECALL,
        "撤回交办",
        "承办单位签收前可以撤回，撤回后重新交办。",
        forms.ReasonForm,
        _recall,
    ),
    Deed(
        "correct",
        Action.CORRECT,
        "更正",
        "编号和日期不变，更正原因记入经过。",
        forms.CorrectForm,
        _correct,
        submit="保存更正",
    ),
    CORRECT_ENTERPRISE,
    Deed(
        "void",
        Action.VOID,
        "作废",
        "登记有误或重复时作废。作废后不能恢复，也不再计入统计。",
        forms.ReasonForm,
        _void,
        submit="作废这张工单",
        is_danger=True,
    ),
    *DRAFT_DEEDS,
    *ASKED,
    *CONTACT_DEEDS,
    *ENTERPRISE_DEEDS,
    *MATTER_DEEDS,
    *LADDER_DEEDS,
)
DEEDS = {deed.verb: deed for deed in (*_DEEDS, *map(deed_of, registry.on_pages()))}
