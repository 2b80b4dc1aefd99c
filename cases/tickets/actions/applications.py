"""What a unit asks for: extension, parking, a plan, handing up; taken back, and come back from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cadres.notifications.rules.preferences import Group
from cadres.pages.rules import wording
from cadres.pages.rules.action_fields import Choice, Day, Number, Offer, Text
from cadres.submissions.rules import text_limits
from cases.tickets.actions.base.action import Asked, Done, TicketAction, Verb
from cases.tickets.actions.base.sentences import until
from cases.tickets.actions.base.shared_fields import REASON, note
from cases.tickets.actions.unit_statements import drafted, replaces, sent, speaks
from cases.tickets.rules.applications import admission
from cases.tickets.rules.applications.applications import ApplicationKind, Ground, Level
from cases.tickets.rules.applications.unit_drafts import DraftKind
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.applications import application_terms
from cases.tickets.selectors.notices import Notice
from cases.tickets.services.applications.application_decisions import (
    bring_back_ticket,
    unpark_ticket,
)
from cases.tickets.services.applications.applications import take_back_application
from cases.tickets.services.applications.planning import unplan_ticket

REPLACES = replaces("修改待签发的稿子或待审批的申请时，填它的 digest；新申请不填")
_WAITS = "批准前继续办理。"


def _offers(
    kind: DraftKind, taken: tuple[str, ...], explain: Callable[[Asked], dict[str, str]]
) -> Callable[[Asked], Offer]:
    """Where one of the kind waits already, it is that one that is changed; its limits are said."""

    def offer(asked: Asked) -> Offer:
        waiting = asked.page.applications.waiting
        earlier = next((one for one in waiting if one.kind.value == kind.value), None)
        found: dict[str, Any] = {}
        if earlier and earlier.may_take_back:
            found = {name: getattr(earlier, name) for name in ("reason", *taken)}
            found["replaces"] = earlier.digest
        return Offer(initial=found | drafted(asked, kind), help=explain(asked))

    return offer


def _how_far(asked: Asked) -> dict[str, str]:
    stretch = application_terms.stretch(asked.ticket, seen_by=asked.viewer)
    terms, today = stretch.terms, asked.viewer.today
    now, last = (wording.day(day, today, short=True) for day in (terms.due.on, stretch.farthest_on))
    return {
        "days": f"现承诺 {now}，本次最远可延至 {last}；"
        f"已延期 {terms.granted} 次，最多 {terms.times}。"
    }


def _when_looked_at(asked: Asked) -> dict[str, str]:
    review = application_terms.review(asked.ticket, seen_by=asked.viewer)
    latest = wording.day(review.latest_on, asked.viewer.today, short=True)
    return {"until_on": f"到这一天自动恢复办理，最迟 {latest}。"}


def _how_long(asked: Asked) -> dict[str, str]:
    latest = application_terms.longest_plan(asked.ticket, seen_by=asked.viewer)
    if latest is None:
        return {}
    last = wording.day(latest, asked.viewer.today, short=True)
    return {"until_on": f"这一天前提交办结，最迟 {last}。"}


def _nothing(asked: Asked) -> dict[str, str]:
    return {}


def _asks(say: Callable[[Any, str], str]) -> Callable[[Done], str]:
    """Say that it was asked, and by when it is decided; a draft was not asked yet."""

    def said(done: Done) -> str:
        if done.result.waits:
            return sent(done.result)
        asked = done.result.result
        return say(asked, done.day(asked.due_on))

    return said


def _taken_back(done: Done) -> str:
    return f"已撤回{ApplicationKind(done.words['kind']).label}申请。"


def _offer_own(asked: Asked) -> Offer:
    own = [one.kind for one in asked.page.applications.all if one.may_take_back]
    choices = [(kind.value, kind.label) for kind in own]
    initial = {"kind": own[0].value} if len(own) == 1 else {}
    return Offer(choices={"kind": choices}, initial=initial)


def _unparked(done: Done) -> str:
    return f"已恢复办理，{until(done.result, done.actor.today)}"


def _unplanned(done: Done) -> str:
    return f"计划已终止，恢复办理，{until(done.result, done.actor.today)}"


def _brought_back(done: Done) -> str:
    return f"意见已带回，{done.result.unit}继续办理。"


ASK_EXTENSION = TicketAction(
    verb="ask-extension",
    step=Action.ASK_EXTENSION,
    fits=admission.is_decided,
    label="申请延期",
    lead="由助企办主任审批。批准前时限不变，原承诺始终显示。",
    spoken=DraftKind.EXTENSION,
    fields=(
        Number("days", "延长几个工作日", least=1, most=250, api_help="延长几个工作日"),
        Text("reason", "延期理由", rows=3, help="写明为什么办不完、现在到哪一步、还要做什么。"),
        REPLACES,
    ),
    offer=_offers(DraftKind.EXTENSION, ("days",), _how_far),
    service=speaks(DraftKind.EXTENSION),
    said=_asks(
        lambda asked, by: (
            f"已申请延长 {asked.days} 个工作日，助企办主任应于 {by} 前审批；批准前时限不变。"
        )
    ),
    submit="提交申请",
    api=Verb(takes="Extension"),
    tells=(
        Notice("extension_asked", "延期申请待您审批", group=Group.APPROVAL, is_waited_for=True),
    ),
)
ASK_PARKING = TicketAction(
    verb="ask-parking",
    step=Action.ASK_PARKING,
    fits=admission.is_decided,
    label="申请挂账",
    lead="暂时没有条件解决的，由县领导审批后挂账。挂账的仍计入应办，复查日自动恢复办理。",
    spoken=DraftKind.PARKING,
    fields=(
        Choice("ground", "挂账原因", choices=Ground.choices),
        Text("reason", "挂账理由", rows=3, help="写明缺什么依据或条件，企业那里怎样解释。"),
        Day("until_on", "复查日期", api_help="复查日期"),
        REPLACES,
    ),
    offer=_offers(DraftKind.PARKING, ("until_on",), _when_looked_at),
    service=speaks(DraftKind.PARKING),
    said=_asks(lambda asked, by: f"已申请挂账，县领导应于 {by} 前审批；{_WAITS}"),
    submit="提交申请",
    api=Verb(takes="Parking"),
    tells=(Notice("parking_asked", "挂账申请待您审批", group=Group.APPROVAL, is_waited_for=True),),
)
ASK_PLAN = TicketAction(
    verb="ask-plan",
    step=Action.ASK_PLAN,
    fits=admission.is_decided,
    label="申请列入计划",
    lead="要分步办、时间较长的，由助企办主任审批后列入计划。列入计划不是办结，时限不变，"
    "要定期答复企业，到期没有兑现的自动恢复办理。",
    spoken=DraftKind.PLAN,
    fields=(
        Text(
            "owner",
            "计划责任人",
            longest=text_limits.NAME,
            rows=0,
            help="谁对兑现负责，写到人。",
            api_help="计划责任人",
        ),
        Day("until_on", "计划兑现日期", api_help="计划兑现日期"),
        Text("reason", "理由和步骤", help="为什么现在办不完，分几步、每步到什么时候。"),
        REPLACES,
    ),
    offer=_offers(DraftKind.PLAN, ("owner", "until_on"), _how_long),
    service=speaks(DraftKind.PLAN),
    said=_asks(lambda asked, by: f"已申请列入计划，助企办主任应于 {by} 前审批；{_WAITS}"),
    submit="提交申请",
    api=Verb(takes="Plan"),
    tells=(Notice("plan_asked", "列入计划申请待您审批", group=Group.APPROVAL, is_waited_for=True),),
)
ASK_HAND_UP = TicketAction(
    verb="ask-hand-up",
    step=Action.ASK_HAND_UP,
    fits=admission.is_decided,
    label="申请提级",
    lead="本级解决不了的，由县领导审批后提级。写清已经做过什么。",
    spoken=DraftKind.HAND_UP,
    fields=(
        Choice("level", "提级到", choices=Level.choices),
        Text("reason", "提级理由", rows=2, help="为什么本级、本单位解决不了。"),
        Text(
            "tried",
            "已采取的措施",
            rows=3,
            help="找过谁、协调过几次、结果怎样。",
            api_help="已采取的措施",
        ),
        Text("proposal", "建议", rows=2, help="请上级做什么决定，由谁牵头。", api_help="建议"),
        REPLACES,
    ),
    offer=_offers(DraftKind.HAND_UP, ("tried", "proposal"), _nothing),
    service=speaks(DraftKind.HAND_UP),
    said=_asks(
        lambda asked, by: (
            f"已申请提级至{asked.get_level_display()}，县领导应于 {by} 前审批；{_WAITS}"
        )
    ),
    submit="提交申请",
    api=Verb(takes="HandUp"),
    tells=(Notice("hand_up_asked", "提级申请待您审批", group=Group.APPROVAL, is_waited_for=True),),
)
TAKE_BACK = TicketAction(
    verb="take-back",
    step=Action.TAKE_BACK,
    label="撤回申请",
    lead="审批前可以撤回，工单照常办理。",
    fields=(
        Choice("kind", "撤回哪件申请", choices=ApplicationKind.choices),
        note("撤回原因"),
    ),
    offer=_offer_own,
    service=take_back_application,
    said=_taken_back,
)
UNPARK = TicketAction(
    verb="unpark",
    step=Action.UNPARK,
    label="恢复办理",
    lead="条件具备了就提前恢复办理，承办时限接着计算；不恢复的，复查日自动恢复。",
    fields=(REASON,),
    service=unpark_ticket,
    said=_unparked,
    api=Verb(takes="Unparking"),
    tells=(Notice("ticket_unparked", "挂账恢复办理"),),
)
UNPLAN = TicketAction(
    verb="unplan",
    step=Action.UNPLAN,
    label="终止计划",
    lead="不按计划办了，恢复办理。时限一直在计算，已经超期的照常督办。",
    fields=(REASON,),
    service=unplan_ticket,
    said=_unplanned,
    api=Verb(takes="Ending"),
    tells=(Notice("ticket_unplanned", "计划终止，恢复办理"),),
)
BRING_BACK = TicketAction(
    verb="bring-back",
    step=Action.BRING_BACK,
    label="登记会商（上级）意见",
    lead="会商或上级有了意见，写在这里，工单回到承办单位继续办理。",
    fields=(
        Text(
            "answer",
            "会商或上级意见",
            help="会议或上级怎样定的、由谁办、什么时候办完。",
            api_help="会商或上级意见",
        ),
        Text(
            "measure",
            "定下的举措",
            longest=text_limits.TASK,
            rows=2,
            is_needed=False,
            help="会上定了做什么的，写在这里，列入工单举措，概览上对账；没有就不填。",
        ),
        Text("owner_name", "责任人", longest=text_limits.NAME, rows=0, is_needed=False),
        Day("due_on", "完成日期", is_needed=False),
    ),
    service=bring_back_ticket,
    said=_brought_back,
    api=Verb(takes="Bringing"),
    tells=(Notice("ticket_brought_back", "提级事项已返回，继续办理"),),
)
ACTIONS = (
    *(UNPARK, UNPLAN, BRING_BACK),
    *(ASK_EXTENSION, ASK_PARKING, ASK_PLAN, ASK_HAND_UP, TAKE_BACK),
)
