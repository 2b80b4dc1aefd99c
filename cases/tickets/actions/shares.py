"""Another unit helps, or does a part: asked in, signed for, answered, ended."""

from __future__ import annotations

from cadres.pages.rules.action_fields import Choice, Files, Text
from cadres.submissions.rules import text_limits
from cases.models import Share
from cases.tickets.actions.base.action import SHARE, Done, TicketAction, Verb
from cases.tickets.actions.base.sentences import said_until, with_nobody
from cases.tickets.actions.base.shared_fields import REASON, offer_other_unit, unit
from cases.tickets.rules.clocks import binding
from cases.tickets.rules.closing.side_terms import ShareKind
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.handling import staffing
from cases.tickets.selectors.notices import Notice
from cases.tickets.services.handling.shares import accept_share, add_share, answer_share, end_share

SHARE_ASKED = Notice("share_asked", "新的协办、分办任务，待签收", is_waited_for=True)


def _task(share: Share) -> str:
    return f"{share.unit}：{share.task or '配合主办单位办理。'}"


def _accepting(share: Share) -> str:
    return f"{_task(share)}签收后开始计算答复时限。"


def _ending(share: Share) -> str:
    return f"{share.unit}不再需要答复，也不再看到这张工单。"


def _added(done: Done) -> str:
    share = done.result
    said = f"已请{share.unit}{share.get_kind_display()}，须在 {done.day(share.due_on)} 前签收。"
    return with_nobody(said, staffing.nobody_told([share.unit], seen_by=done.actor))


def _accepted(done: Done) -> str:
    due_on = done.result.due_on
    found = binding.of_share(done.ticket.due_on, due_on, done.ticket.round)
    if found is not None and found.is_promise:
        return f"已签收协办，{said_until(found, '请', '答复主办单位', done.actor.today)}"
    return f"已签收协办，请在 {done.day(due_on)} 前答复主办单位。"


def _ended(done: Done) -> str:
    share = done.part
    return f"{share.unit}的{share.get_kind_display()}已结束，该单位不再看到这张工单。"


ADD = TicketAction(
    verb="add-share",
    step=Action.ADD_SHARE,
    label="增加协办分办",
    lead="请另一个单位配合，或单独负责其中一部分。主办单位不变，仍对全案负责。",
    fields=(
        unit("单位", "请选择单位"),
        Choice(
            "kind",
            "方式",
            choices=ShareKind.choices,
            usual=ShareKind.CO.value,
            help="协办：配合主办单位。分办：对其中一部分单独负责。",
        ),
        Text(
            "task",
            "任务",
            longest=text_limits.TASK,
            rows=2,
            is_needed=False,
            help="分办必须写明任务；协办可不填。",
        ),
    ),
    offer=offer_other_unit,
    service=add_share,
    said=_added,
    submit="增加",
    api=Verb(name="shares", takes="NewShare"),
    tells=(
        SHARE_ASKED,
        Notice("share_added", "增加了协办、分办单位"),
    ),
)
ACCEPT = TicketAction(
    verb="accept",
    offline=True,
    part=SHARE,
    step=Action.ACCEPT_SHARE,
    label="协办签收",
    lead=_accepting,
    service=accept_share,
    said=_accepted,
    submit="签收",
    api=Verb(name="accept_share", takes="Nothing"),
    tells=(Notice("share_accepted", "协办单位已签收"),),
)
ANSWER = TicketAction(
    verb="answer",
    offline=True,
    part=SHARE,
    step=Action.ANSWER_SHARE,
    label="协办答复",
    lead=_task,
    fields=(
        Text("answer", "协办答复", help="写明本单位做了什么、结论是什么。主办单位据此办结。"),
        Files(),
    ),
    service=answer_share,
    said="已答复，主办单位会收到消息。",
    submit="提交答复",
    api=Verb(name="answer_share", takes="ShareAnswer"),
    tells=(Notice("share_answered", "协办单位已答复"),),
)
END = TicketAction(
    verb="end",
    part=SHARE,
    step=Action.END_SHARE,
    label="结束协办分办",
    lead=_ending,
    fields=(REASON,),
    service=end_share,
    said=_ended,
    submit="结束",
    is_danger=True,
    api=Verb(name="end_share", takes="Reason"),
)
ACTIONS = (ADD, ACCEPT, ANSWER, END)
