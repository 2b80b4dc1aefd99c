"""Deeds of the enterprise's side: questions, legal channels, explanations, rounds."""

from __future__ import annotations

from cadres.rules import wording
from cadres.rules.viewer import Viewer
from cases.actions.action import Words
from cases.actions.sentences import until
from cases.models import Ticket
from cases.rules import admission
from cases.rules.handling import LegalChannel, Outcome
from cases.rules.outcomes import Finding
from cases.rules.workflow import Action
from cases.services.explaining import close_explained, explain
from cases.services.handling import resolve_ticket
from cases.services.questions import answer_question, ask_enterprise, resume_ticket
from cases.services.redirecting import record_outer_number, redirect_ticket
from cases.services.rounds import redo_ticket
from cases.web import forms_enterprise as forms
from cases.web.deed import Deed
from cases.web.forms import ReasonForm


def _resolve(ticket: Ticket, actor: Viewer, words: Words) -> str:
    resolve_ticket(ticket, actor=actor, result=words.pop("result"), finding=Finding(**words))
    return "已提交，等本单位负责人审核。"


def _ask(ticket: Ticket, actor: Viewer, words: Words) -> str:
    ticket = ask_enterprise(ticket, actor=actor, **words)
    until = wording.day(ticket.step_due_on, actor.today)
    return f"已请企业补充，承办时限暂停。{until} 前没有补充的，自动恢复办理。"


def _answer(ticket: Ticket, actor: Viewer, words: Words) -> str:
    answer_question(ticket, actor=actor, **words)
    return "企业的补充已登记，恢复办理。"


def _resume(ticket: Ticket, actor: Viewer, words: Words) -> str:
    ticket = resume_ticket(ticket, actor=actor, **words)
    return f"已恢复办理，{until(ticket, actor.today)}"


def _redirect(ticket: Ticket, actor: Viewer, words: Words) -> str:
    ticket = redirect_ticket(ticket, actor=actor, **words)
    return f"{ticket.number} 已转{LegalChannel(ticket.legal_channel).label}，登记人会收到说明。"


def _outer_number(ticket: Ticket, actor: Viewer, words: Words) -> str:
    record_outer_number(ticket, actor=actor, **words)
    return "外部编号已登记。"


def _explain(ticket: Ticket, actor: Viewer, words: Words) -> str:
    explain(ticket, actor=actor, **words)
    return "解释已登记。不同日期的解释达到次数后，由未经手的助企办同志核实办结。"


def _close_explained(ticket: Ticket, actor: Viewer, words: Words) -> str:
    ticket = close_explained(ticket, actor=actor, **words)
    return f"{ticket.number} 已按解释说明办结。"


def _redo(ticket: Ticket, actor: Viewer, words: Words) -> str:
    ticket = redo_ticket(ticket, actor=actor, **words)
    return f"{ticket.number} 已退回{ticket.unit}重新办理（第 {ticket.round} 轮）。"


def _is_explained(ticket: Ticket) -> bool:
    return ticket.outcome == Outcome.EXPLAINED


def _is_redirected(ticket: Ticket) -> bool:
    return ticket.outcome == Outcome.REDIRECTED


def _has_unit(ticket: Ticket) -> bool:
    return ticket.unit_id is not None


RESOLVE = Deed(
    "resolve",
    Action.RESOLVE,
    "提交办结",
    "提交后由本单位负责人审核，再请企业确认。",
    forms.ResultForm,
    _resolve,
    fits=admission.is_decided,
)
ENTERPRISE_DEEDS = (
    Deed(
        "answer",
        Action.ANSWER,
        "登记企业补充",
        "企业在电话里或当面补充的，在这里登记；也可以把链接发给企业自己填。",
        forms.AnswerForm,
        _answer,
    ),
    Deed(
        "ask",
        Action.ASK,
        "请企业补充",
        "缺少企业的材料或情况、办不下去时使用。承办时限暂停，对企业的承诺不变。",
        forms.AskForm,
        _ask,
        submit="请企业补充",
    ),
    Deed(
        "resume",
        Action.RESUME,
        "恢复办理",
        "不等企业补充，承办时限继续计算。",
        ReasonForm,
        _resume,
    ),
    Deed(
        "explain",
        Action.EXPLAIN,
        "登记解释",
        "企业还不认可时，每向企业解释一次登记一次，同一天只计一次。",
        forms.ExplainForm,
        _explain,
        fits=_is_explained,
    ),
    Deed(
        "close-explained",
        Action.CLOSE_EXPLAINED,
        "解释后办结",
        "已在不同日期解释够次数、企业仍未答复的，核实后办结。企业不认可的请登记回访。",
        forms.CloseExplainedForm,
        _close_explained,
        fits=_is_explained,
    ),
    Deed(
        "redirect",
        Action.REDIRECT,
        "转法定渠道",
        "依法由法院、仲裁、信访等决定的事项，不交办，告诉企业去哪里办。转出后工单办结。",
        forms.RedirectForm,
        _redirect,
        submit="转出并办结",
        is_danger=True,
    ),
    Deed(
        "outer-number",
        Action.OUTER_NUMBER,
        "登记外部编号",
        "对方受理后的编号，便于以后查询。",
        forms.OuterNumberForm,
        _outer_number,
        fits=_is_redirected,
    ),
    Deed(
        "redo",
        Action.REDO,
        "重新办理",
        "确属承办单位没有办好的，退回重新办理。第一次的答复保留，两轮都计入统计。",
        forms.RedoForm,
        _redo,
        submit="退回重新办理",
        is_danger=True,
        fits=_has_unit,
    ),
)
