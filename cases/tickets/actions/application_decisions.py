"""What a unit asked for is granted or refused: a page for each kind, one verb for all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cadres.pages.rules.action_fields import Choice, Mark, Offer, Text
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.actions.base.action import Asked, Done, TicketAction, Verb
from cases.tickets.actions.base.shared_fields import note
from cases.tickets.rules.applications.applications import ApplicationKind
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.notices import Notice
from cases.tickets.services.applications.application_decisions import (
    grant_application,
    refuse_application,
)

_EXTENSION, _PARKING, _PLAN, _HAND_UP = ApplicationKind
_KIND = Choice("kind", "哪件申请", choices=ApplicationKind.choices, is_on_page=False)
# What changed meanwhile is not decided on.
_SEEN = Mark("digest", api_help="审批人所看到的申请的 digest；内容已变则拒绝（409）")
_CONTINUES = "单位继续办理。"


def _offer_seen(kind: ApplicationKind) -> Callable[[Asked], Offer]:
    def offer(asked: Asked) -> Offer:
        waiting = [one for one in asked.page.applications.waiting if one.kind == kind]
        return Offer(initial={"digest": waiting[0].digest}) if waiting else Offer()

    return offer


def _granted(kind: ApplicationKind) -> Callable[[Done], str]:
    def said(done: Done) -> str:
        ticket = done.result
        if kind is _EXTENSION:
            before = done.day(done.ticket.due_on, short=True)
            return f"{ticket.number} 已批准延期，待告知企业：告知后承诺才由 {before} 顺延。"
        if kind is _PARKING:
            return f"{ticket.number} 已批准挂账，{done.day(ticket.step_due_on)} 自动恢复办理。"
        if kind is _PLAN:
            by = done.day(ticket.plan_due_on)
            return f"{ticket.number} 已批准列入计划，{ticket.plan_owner}负责，{by}前兑现。"
        return f"{ticket.number} 已批准提级，等县助企办登记会商（上级）意见。"

    return said


def _refused(kind: ApplicationKind) -> Callable[[Done], str]:
    def said(done: Done) -> str:
        return f"{done.ticket.number} 未批准{kind.label}，单位继续办理，时限不变。"

    return said


def _grant(
    kind: ApplicationKind, step: Action, lead: str, told: str, *, is_waited_for: bool = False
) -> TicketAction:
    def service(ticket: Ticket, *, actor: Viewer, digest: str, note: str) -> Ticket:
        return grant_application(ticket, kind, actor=actor, digest=digest, note=note)

    return replace(
        GRANT,
        verb=f"grant-{kind.value.replace('_', '-')}",
        step=step,
        label=f"批准{kind.label}",
        lead=lead,
        offer=_offer_seen(kind),
        service=service,
        said=_granted(kind),
        tells=(Notice(f"{kind.value}_granted", told, is_waited_for=is_waited_for),),
        goes_back=True,
        is_on_page=True,
        api=None,
    )


def _refuse(kind: ApplicationKind, step: Action, told: str, lead: str = _CONTINUES) -> TicketAction:
    def service(ticket: Ticket, *, actor: Viewer, digest: str, note: str) -> Ticket:
        return refuse_application(ticket, kind, actor=actor, digest=digest, note=note)

    return replace(
        REFUSE,
        verb=f"refuse-{kind.value.replace('_', '-')}",
        step=step,
        label=f"不批准{kind.label}",
        lead=lead,
        offer=_offer_seen(kind),
        service=service,
        said=_refused(kind),
        tells=(Notice(f"{kind.value}_refused", told),),
        is_on_page=True,
        api=None,
    )


GRANT = TicketAction(
    verb="grant",
    step=Action.GRANT_EXTENSION,
    label="批准申请",
    lead="",
    fields=(_KIND, note("审批意见"), _SEEN),
    service=grant_application,
    is_on_page=False,
)
REFUSE = TicketAction(
    verb="refuse",
    step=Action.REFUSE_EXTENSION,
    label="不批准申请",
    lead="",
    fields=(_KIND, Text("note", "不批准的理由", rows=2, api_help="不批准的理由"), _SEEN),
    service=refuse_application,
    is_on_page=False,
    api=Verb(takes="Refusal"),
)
ACTIONS = (
    *(GRANT, REFUSE),
    _grant(
        _EXTENSION,
        Action.GRANT_EXTENSION,
        "批准后承办时限顺延；对企业的承诺要等包联干部或县助企办告知企业后才顺延，没有回音不算。",
        "延期已批准，告知企业后承诺才顺延",
        is_waited_for=True,
    ),
    _refuse(
        _EXTENSION,
        Action.REFUSE_EXTENSION,
        "延期未批准，按原时限办理",
        "单位按原时限继续办理。",
    ),
    _grant(
        _PARKING,
        Action.GRANT_PARKING,
        "批准后工单暂停到复查日，仍计入应办。",
        "挂账已批准",
    ),
    _refuse(_PARKING, Action.REFUSE_PARKING, "挂账未批准，继续办理"),
    _grant(
        _PLAN,
        Action.GRANT_PLAN,
        "批准后单独统计，不算办结；单位定期答复，兑现后由企业确认。",
        "已列入计划，请按期答复企业",
    ),
    _refuse(_PLAN, Action.REFUSE_PLAN, "列入计划未批准，继续办理"),
    _grant(
        _HAND_UP,
        Action.GRANT_HAND_UP,
        "批准后等会商或上级意见，由县助企办带回。",
        "提级已批准",
    ),
    _refuse(_HAND_UP, Action.REFUSE_HAND_UP, "提级未批准，继续办理"),
)
