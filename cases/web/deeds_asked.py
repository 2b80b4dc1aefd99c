"""Deeds of what a unit asks for: ask, decide, take back, come back."""

from __future__ import annotations

from cadres.rules import wording
from cadres.rules.viewer import Viewer
from cases.actions.action import Words
from cases.actions.sentences import until
from cases.models import Application, Ticket
from cases.rules.applications import ApplicationKind
from cases.rules.unit_drafts import DraftKind
from cases.rules.workflow import Action
from cases.services.applications import take_back_application
from cases.services.deciding import (
    bring_back_ticket,
    grant_application,
    refuse_application,
    unpark_ticket,
)
from cases.services.planning import unplan_ticket
from cases.services.unit_drafts import say
from cases.web import forms_asked as forms
from cases.web.deed import Deed, Run
from cases.web.forms import ReasonForm
from cases.web.signature_actions import sent
from cases.web.taking_back import Pressed, on_ticket

_EXTENSION, _PARKING, _PLAN, _HAND_UP = ApplicationKind


def _asks(kind: ApplicationKind) -> Run:
    def run(ticket: Ticket, actor: Viewer, words: Words) -> str:
        replaces = words.pop("replaces", "")
        said = say(ticket, DraftKind(kind), words, actor=actor, replaces=replaces)
        return sent(said) if said.waits else _asked(kind, said.result, actor)

    return run


def _asked(kind: ApplicationKind, asked: Application, actor: Viewer) -> str:
    until = wording.day(asked.due_on, actor.today)
    if kind is _EXTENSION:
        return f"已申请延长 {asked.days} 个工作日，助企办主任应于 {until} 前审批；批准前时限不变。"
    if kind is _PARKING:
        return f"已申请挂账，县领导应于 {until} 前审批；批准前继续办理。"
    if kind is _PLAN:
        return f"已申请列入计划，助企办主任应于 {until} 前审批；批准前继续办理。"
    return f"已申请提级至{asked.get_level_display()}，县领导应于 {until} 前审批；批准前继续办理。"


def _granted(kind: ApplicationKind) -> Run:
    def run(ticket: Ticket, actor: Viewer, words: Words) -> str:
        before = ticket.due_on
        ticket, pressed = on_ticket(
            ticket,
            lambda: grant_application(ticket, kind, actor=actor, **words),
            f"批准{kind.label}",
            actor,
        )
        said = _said(kind, ticket, f"{wording.day(before, actor.today, short=True)}", actor)
        return Pressed.of(said, pressed)

    return run


def _said(kind: ApplicationKind, ticket: Ticket, before: str, actor: Viewer) -> str:
    if kind is _EXTENSION:
        return f"{ticket.number} 已批准延期，待告知企业：告知后承诺才由 {before} 顺延。"
    if kind is _PARKING:
        until = wording.day(ticket.step_due_on, actor.today)
        return f"{ticket.number} 已批准挂账，{until} 自动恢复办理。"
    if kind is _PLAN:
        until = wording.day(ticket.plan_due_on, actor.today)
        return f"{ticket.number} 已批准列入计划，{ticket.plan_owner}负责，{until} 前兑现。"
    return f"{ticket.number} 已批准提级，等县助企办登记会商（上级）意见。"


def _refused(kind: ApplicationKind) -> Run:
    def run(ticket: Ticket, actor: Viewer, words: Words) -> str:
        refuse_application(ticket, kind, actor=actor, **words)
        return f"{ticket.number} 未批准{kind.label}，单位继续办理，时限不变。"

    return run


def _take_back(ticket: Ticket, actor: Viewer, words: Words) -> str:
    take_back_application(ticket, actor=actor, **words)
    return f"已撤回{ApplicationKind(words['kind']).label}申请。"


def _unpark(ticket: Ticket, actor: Viewer, words: Words) -> str:
    ticket = unpark_ticket(ticket, actor=actor, **words)
    return f"已恢复办理，{until(ticket, actor.today)}"


def _unplan(ticket: Ticket, actor: Viewer, words: Words) -> str:
    ticket = unplan_ticket(ticket, actor=actor, **words)
    return f"计划已终止，恢复办理，{until(ticket, actor.today)}"


def _bring_back(ticket: Ticket, actor: Viewer, words: Words) -> str:
    ticket = bring_back_ticket(ticket, actor=actor, **words)
    return f"意见已带回，{ticket.unit}继续办理。"


ASKED = (
    Deed(
        "unpark",
        Action.UNPARK,
        "恢复办理",
        "条件具备了就提前恢复办理，承办时限接着计算；不恢复的，复查日自动恢复。",
        ReasonForm,
        _unpark,
    ),
    Deed(
        "unplan",
        Action.UNPLAN,
        "终止计划",
        "不按计划办了，恢复办理。时限一直在计算，已经超期的照常督办。",
        ReasonForm,
        _unplan,
    ),
    Deed(
        "bring-back",
        Action.BRING_BACK,
        "登记会商（上级）意见",
        "会商或上级有了意见，写在这里，工单回到承办单位继续办理。",
        forms.BringBackForm,
        _bring_back,
    ),
    Deed(
        "ask-extension",
        Action.ASK_EXTENSION,
        "申请延期",
        "由助企办主任审批。批准前时限不变，原承诺始终显示。",
        forms.ExtensionForm,
        _asks(_EXTENSION),
        submit="提交申请",
    ),
    Deed(
        "ask-parking",
        Action.ASK_PARKING,
        "申请挂账",
        "暂时没有条件解决的，由县领导审批后挂账。挂账的仍计入应办，复查日自动恢复办理。",
        forms.ParkingForm,
        _asks(_PARKING),
        submit="提交申请",
    ),
    Deed(
        "ask-plan",
        Action.ASK_PLAN,
        "申请列入计划",
        "要分步办、时间较长的，由助企办主任审批后列入计划。列入计划不是办结，时限不变，"
        "要定期答复企业，到期没有兑现的自动恢复办理。",
        forms.PlanForm,
        _asks(_PLAN),
        submit="提交申请",
    ),
    Deed(
        "ask-hand-up",
        Action.ASK_HAND_UP,
        "申请提级",
        "本级解决不了的，由县领导审批后提级。写清已经做过什么。",
        forms.HandUpForm,
        _asks(_HAND_UP),
        submit="提交申请",
    ),
    Deed(
        "grant-extension",
        Action.GRANT_EXTENSION,
        "批准延期",
        "批准后承办时限顺延；对企业的承诺要等包联干部或县助企办告知企业后才顺延，没有回音不算。",
        forms.GrantExtension,
        _granted(_EXTENSION),
    ),
    Deed(
        "refuse-extension",
        Action.REFUSE_EXTENSION,
        "不批准延期",
        "单位按原时限继续办理。",
        forms.RefuseExtension,
        _refused(_EXTENSION),
    ),
    Deed(
        "grant-parking",
        Action.GRANT_PARKING,
        "批准挂账",
        "批准后工单暂停到复查日，仍计入应办。",
        forms.GrantParking,
        _granted(_PARKING),
    ),
    Deed(
        "refuse-parking",
        Action.REFUSE_PARKING,
        "不批准挂账",
        "单位继续办理。",
        forms.RefuseParking,
        _refused(_PARKING),
    ),
    Deed(
        "grant-plan",
        Action.GRANT_PLAN,
        "批准列入计划",
        "批准后单独统计，不算办结；单位定期答复，兑现后由企业确认。",
        forms.GrantPlan,
        _granted(_PLAN),
    ),
    Deed(
        "refuse-plan",
        Action.REFUSE_PLAN,
        "不批准列入计划",
        "单位继续办理。",
        forms.RefusePlan,
        _refused(_PLAN),
    ),
    Deed(
        "grant-hand-up",
        Action.GRANT_HAND_UP,
        "批准提级",
        "批准后等会商或上级意见，由县助企办带回。",
        forms.GrantHandUp,
        _granted(_HAND_UP),
    ),
    Deed(
        "refuse-hand-up",
        Action.REFUSE_HAND_UP,
        "不批准提级",
        "单位继续办理。",
        forms.RefuseHandUp,
        _refused(_HAND_UP),
    ),
    Deed(
        "take-back",
        Action.TAKE_BACK,
        "撤回申请",
        "审批前可以撤回，工单照常办理。",
        forms.TakeBackForm,
        _take_back,
    ),
)
