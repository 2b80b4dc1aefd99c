"""The ticket's life on one page: states, actions, parties, and the steps that join them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices

from cadres.errors import NotPermitted, WrongState


class State(TextChoices):
    FILED = "filed", "待交办"
    ASSIGNED = "assigned", "待签收"
    IN_HAND = "in_hand", "办理中"
    ASKING = "asking", "待企业补充"
    PARKED = "parked", "挂账"
    PLANNED = "planned", "列入计划"
    HANDED_UP = "handed_up", "已提级"
    RESOLVED = "resolved", "待审核"
    UNCONFIRMED = "unconfirmed", "待确认"
    UNREACHED = "unreached", "联系不上"
    NO_ANSWER = "no_answer", "未答复"
    CLOSED = "closed", "已办结"
    VOID = "void", "已作废"
    MERGED = "merged", "已并入"


class Action(TextChoices):
    FILE = "file", "登记"
    IMPORT = "import", "台账导入"
    CORRECT = "correct", "更正"
    CORRECT_ENTERPRISE = "correct_enterprise", "更正企业"
    VOID = "void", "作废"
    DISPATCH = "dispatch", "交办"
    RECALL = "recall", "撤回交办"
    ACCEPT = "accept", "签收"
    ADMIT = "admit", "受理"
    DECLINE = "decline", "不予受理"
    OBJECT = "object", "退回异议"
    MEASURE = "measure", "登记举措"
    NOTE = "note", "反馈进展"
    CHECK_REQUESTS = "check_requests", "逐项核对"
    RESOLVE = "resolve", "提交办结"
    SEND_BACK = "send_back", "退回补办"
    APPROVE = "approve", "审核通过"
    LINK = "link", "发确认链接"
    CONFIRM = "confirm", "企业确认"
    CALL_BACK = "call_back", "电话回访确认"
    DENY = "deny", "企业反映未解决"
    DENY_BY_CALL = "deny_by_call", "回访反映未解决"
    REMAIN = "remain", "企业反映部分解决"
    REMAIN_BY_CALL = "remain_by_call", "回访反映部分解决"
    TRY_CONTACT = "try_contact", "登记联系未果"
    LOSE_CONTACT = "lose_contact", "列为联系不上"
    REGAIN_CONTACT = "regain_contact", "重新联系上"
    REMIND_ENTERPRISE = "remind_enterprise", "提醒企业确认"
    LEAVE_UNANSWERED = "leave_unanswered", "列为未答复"
    # Disputes about whose the matter is, and whose hands it is in.
    REFUSE_OBJECTION = "refuse_objection", "退回未受理"
    RAISE = "raise", "提请裁定"
    SETTLE = "settle", "裁定"
    REASSIGN = "reassign", "改派"
    HAND_OVER = "hand_over", "转交经办"
    ADD_SHARE = "add_share", "增加协办分办"
    ACCEPT_SHARE = "accept_share", "协办签收"
    ANSWER_SHARE = "answer_share", "协办答复"
    END_SHARE = "end_share", "结束协办分办"
    PROMISE_FEEDBACK = "promise_feedback", "约定下次反馈"
    # What is asked for and decided on the way.
    ASK_EXTENSION = "ask_extension", "申请延期"
    GRANT_EXTENSION = "grant_extension", "批准延期"
    REFUSE_EXTENSION = "refuse_extension", "不批准延期"
    TELL_EXTENSION = "tell_extension", "告知延期"
    ASK_PARKING = "ask_parking", "申请挂账"
    GRANT_PARKING = "grant_parking", "批准挂账"
    REFUSE_PARKING = "refuse_parking", "不批准挂账"
    UNPARK = "unpark", "挂账恢复办理"
    ASK_PLAN = "ask_plan", "申请列入计划"
    GRANT_PLAN = "grant_plan", "批准列入计划"
    REFUSE_PLAN = "refuse_plan", "不批准列入计划"
    UNPLAN = "unplan", "终止计划恢复办理"
    MISS_PLAN = "miss_plan", "计划到期未兑现"
    ASK_HAND_UP = "ask_hand_up", "申请提级"
    GRANT_HAND_UP = "grant_hand_up", "批准提级"
    REFUSE_HAND_UP = "refuse_hand_up", "不批准提级"
    BRING_BACK = "bring_back", "提级意见反馈"
    TAKE_BACK = "take_back", "撤回申请"
    # What the unit says outward goes out by its head's signature.
    DRAFT = "draft", "拟稿送签"
    RETURN_DRAFT = "return_draft", "退回修改"
    DROP_DRAFT = "drop_draft", "撤回送签"
    RAISE_APPROVAL = "raise_approval", "逾期未审转上级"
    URGE_HEAD = "urge_head", "催办主要负责人"
    REPORT_UNSIGNED = "report_unsigned", "报告分管县领导"
    # The enterprise is asked, withdraws, is told of another channel, or is explained to.
    ASK = "ask", "请企业补充"
    ANSWER = "answer", "企业补充"
    RESUME = "resume", "恢复办理"
    WITHDRAW = "withdraw", "企业撤回诉求"
    REDIRECT = "redirect", "转法定渠道"
    EXPLAIN = "explain", "解释说明"
    CLOSE_EXPLAINED = "close_explained", "解释后办结"
    OUTER_NUMBER = "outer_number", "登记外部编号"
    # Several tickets, one matter.
    MERGE = "merge", "并入"
    ABSORB = "absorb", "并入重复件"
    SPLIT = "split", "拆分"
    JOIN_TOPIC = "join_topic", "归入专题"
    LEAVE_TOPIC = "leave_topic", "移出专题"
    # After the end.
    REDO = "redo", "重新办理"
    RECHECK = "recheck", "回头看"
    REOPEN = "reopen", "回访不属实，重新办理"
    REVIVE = "revive", "回访不属实，重新交办"
    # Supervision and the clocks.
    REMIND = "remind", "催办"
    SUPERVISE = "supervise", "督办"
    REPLY = "reply", "回复督办"
    SUSPEND = "suspend", "暂停督办"
    TOLERATE = "tolerate", "容错认定"
    REVOKE_TOLERANCE = "revoke_tolerance", "撤销容错认定"
    RECOUNT = "recount", "按新日历重算时限"
    # Units, or enterprises, became others: the matter goes on as it stood.
    RESTRUCTURE = "restructure", "机构调整"
    # No step of the road: it undoes the last one (rules/taking_back.py).
    TAKEN_BACK = "taken_back", "十秒内撤回"


class Party(TextChoices):
    """In which part somebody stands to a ticket; held by `visibility.parties_of`."""

    FILER = "filer", "登记人"
    LIAISON = "liaison", "包联干部"
    DISPATCHER = "dispatcher", "助企办"
    HANDLER = "handler", "承办经办"
    CO_HANDLER = "co_handler", "协办经办"
    HEAD = "head", "单位负责人"
    CALLER = "caller", "回访人"
    ENTERPRISE = "enterprise", "企业"
    OFFICE_HEAD = "office_head", "助企办主任"
    LEADER = "leader", "县领导"
    SUPERVISOR = "supervisor", "督查员"
    SYSTEM = "system", "系统"


@dataclass(frozen=True, slots=True)
class Step:
    """From `source`, `party` may take `action`, which leads to `target`."""

    action: Action
    source: State
    target: State
    party: Party


def _stay(action: Action, states: Iterable[State], *parties: Party) -> tuple[Step, ...]:
    """In each of the states these parties may do it, and the ticket stays where it is."""
    return tuple(Step(action, state, state, party) for state in states for party in parties)


def _answers(state: State) -> tuple[Step, ...]:
    """What the enterprise may say of a result, by its link or on the telephone.

    What was solved in part is not closed: what remains is worked on in a new round.
    """
    return (
        Step(Action.CONFIRM, state, State.CLOSED, Party.ENTERPRISE),
        Step(Action.DENY, state, State.IN_HAND, Party.ENTERPRISE),
        Step(Action.CALL_BACK, state, State.CLOSED, Party.CALLER),
        Step(Action.DENY_BY_CALL, state, State.IN_HAND, Party.CALLER),
        Step(Action.REMAIN, state, State.IN_HAND, Party.ENTERPRISE),
        Step(Action.REMAIN_BY_CALL, state, State.IN_HAND, Party.CALLER),
    )


_BEFORE_RESULT = (State.ASSIGNED, State.IN_HAND)
_AT_WORK = (State.IN_HAND, State.ASKING)
# The unit has it in hand and has not handed in a result.
_BEING_DONE = (*_AT_WORK, State.PARKED, State.PLANNED, State.HANDED_UP)
_TAKEN = (*_BEING_DONE, State.RESOLVED)
_BESIDE = (State.ASSIGNED, *_BEING_DONE)
_HELD = (State.ASSIGNED, *_TAKEN)
_UNDECIDED = (State.FILED, *_HELD)
# A head has signed the result, and the enterprise has not answered.
_UNANSWERED = (State.UNCONFIRMED, State.UNREACHED, State.NO_ANSWER)
# It may still be explained to: not answering is not disagreeing.
_EXPLAINABLE = (State.UNCONFIRMED, State.NO_ANSWER)
_COUNTY_HEADS = (Party.OFFICE_HEAD, Party.LEADER)

# The straight road.
ROAD_STEPS = (
    Step(Action.CORRECT, State.FILED, State.FILED, Party.FILER),
    Step(Action.CORRECT, State.FILED, State.FILED, Party.DISPATCHER),
    Step(Action.CORRECT, State.ASSIGNED, State.ASSIGNED, Party.DISPATCHER),
    Step(Action.CORRECT, State.IN_HAND, State.IN_HAND, Party.DISPATCHER),
    Step(Action.VOID, State.FILED, State.VOID, Party.FILER),
    Step(Action.VOID, State.FILED, State.VOID, Party.DISPATCHER),
    Step(Action.VOID, State.ASSIGNED, State.VOID, Party.DISPATCHER),
    Step(Action.DISPATCH, State.FILED, State.ASSIGNED, Party.DISPATCHER),
    Step(Action.RECALL, State.ASSIGNED, State.FILED, Party.DISPATCHER),
    Step(Action.ACCEPT, State.ASSIGNED, State.IN_HAND, Party.HANDLER),
    # Only complaints about tendering are examined first (applications/admission.py).
    Step(Action.ADMIT, State.IN_HAND, State.IN_HAND, Party.HANDLER),
    Step(Action.DECLINE, State.IN_HAND, State.RESOLVED, Party.HANDLER),
    Step(Action.OBJECT, State.ASSIGNED, State.FILED, Party.HEAD),
    Step(Action.OBJECT, State.ASSIGNED, State.FILED, Party.HANDLER),
    *_stay(Action.MEASURE, (State.IN_HAND, State.PLANNED), Party.HANDLER),
    *_stay(Action.NOTE, (State.IN_HAND, State.PLANNED), Party.HANDLER, Party.CO_HANDLER),
    Step(Action.RESOLVE, State.IN_HAND, State.RESOLVED, Party.HANDLER),
    Step(Action.SEND_BACK, State.RESOLVED, State.IN_HAND, Party.HEAD),
    Step(Action.APPROVE, State.RESOLVED, State.UNCONFIRMED, Party.HEAD),
    *_stay(Action.LINK, _UNANSWERED, Party.LIAISON, Party.DISPATCHER),
    *_answers(State.UNCONFIRMED),
)
# Filed for the wrong enterprise: while the matter is in hand the office names the right one.
ENTERPRISE_OF_STEPS = _stay(
    Action.CORRECT_ENTERPRISE, (*_UNDECIDED, *_UNANSWERED), Party.DISPATCHER
)
# Whose it is: objections that are not taken any more, another unit, other hands, more units.
HANDS_STEPS = (
    # Receipt (签收) is no consent: within its limit, which runs on while the enterprise is asked,
    # the unit may object to what it has signed for.
    *(Step(Action.OBJECT, state, State.FILED, Party.HEAD) for state in _AT_WORK),
    *(Step(Action.OBJECT, state, State.FILED, Party.HANDLER) for state in _AT_WORK),
    *_stay(Action.REFUSE_OBJECTION, (State.ASSIGNED, *_AT_WORK), Party.HEAD, Party.HANDLER),
    *_stay(Action.RAISE, (*_UNDECIDED, *_UNANSWERED), Party.SYSTEM),
    *_stay(Action.SETTLE, (*_UNDECIDED, *_UNANSWERED), Party.OFFICE_HEAD),
    Step(Action.REASSIGN, State.ASSIGNED, State.ASSIGNED, Party.DISPATCHER),
    Step(Action.REASSIGN, State.IN_HAND, State.ASSIGNED, Party.DISPATCHER),
    *_stay(
        Action.HAND_OVER, (*_TAKEN, *_UNANSWERED), Party.HANDLER, Party.HEAD,
        Party.DISPATCHER,
    ),
    *_stay(Action.ADD_SHARE, _BEFORE_RESULT, Party.DISPATCHER),
    *_stay(Action.ACCEPT_SHARE, _BESIDE, Party.CO_HANDLER),
    *_stay(Action.ANSWER_SHARE, _BESIDE, Party.CO_HANDLER),
    *_stay(Action.END_SHARE, _BESIDE, Party.DISPATCHER),
    *_stay(
        Action.PROMISE_FEEDBACK, (State.IN_HAND, State.PLANNED, State.HANDED_UP), Party.HANDLER
    ),
)  # fmt: skip
# A clerk drafts what the unit says outward; `rules.unit_drafts` says of each kind when it waits.
DRAFT_STEPS = (
    *_stay(Action.DRAFT, _HELD, Party.HANDLER),
    *_stay(Action.RETURN_DRAFT, _HELD, Party.HEAD),
    *_stay(Action.DROP_DRAFT, _HELD, Party.HANDLER),
)
# What is asked for, and who decides it; `rules.applications` says of each kind who decides when.
ASKED_STEPS = (
    *_stay(Action.ASK_EXTENSION, (State.IN_HAND,), Party.HEAD, Party.HANDLER),
    *_stay(Action.GRANT_EXTENSION, _AT_WORK, Party.OFFICE_HEAD, Party.LEADER),
    *_stay(Action.REFUSE_EXTENSION, _AT_WORK, Party.OFFICE_HEAD, Party.LEADER),
    # It moves the promise when the enterprise has heard of it, and not before.
    *_stay(Action.TELL_EXTENSION, _TAKEN, Party.ENTERPRISE, Party.LIAISON, Party.DISPATCHER),
    *_stay(Action.ASK_PARKING, (State.IN_HAND,), Party.HEAD, Party.HANDLER),
    Step(Action.GRANT_PARKING, State.IN_HAND, State.PARKED, Party.LEADER),
    *_stay(Action.REFUSE_PARKING, _AT_WORK, Party.LEADER),
    Step(Action.UNPARK, State.PARKED, State.IN_HAND, Party.DISPATCHER),
    Step(Action.UNPARK, State.PARKED, State.IN_HAND, Party.HANDLER),
    Step(Action.UNPARK, State.PARKED, State.IN_HAND, Party.SYSTEM),
    # Planned (列入计划) is not closed: it is answered until it is fulfilled, or worked on again.
    *_stay(Action.ASK_PLAN, (State.IN_HAND,), Party.HEAD, Party.HANDLER),
    Step(Action.GRANT_PLAN, State.IN_HAND, State.PLANNED, Party.OFFICE_HEAD),
    Step(Action.GRANT_PLAN, State.IN_HAND, State.PLANNED, Party.LEADER),
    *_stay(Action.REFUSE_PLAN, _AT_WORK, Party.OFFICE_HEAD, Party.LEADER),
    Step(Action.RESOLVE, State.PLANNED, State.RESOLVED, Party.HANDLER),
    Step(Action.UNPLAN, State.PLANNED, State.IN_HAND, Party.DISPATCHER),
    Step(Action.UNPLAN, State.PLANNED, State.IN_HAND, Party.HANDLER),
    Step(Action.MISS_PLAN, State.PLANNED, State.IN_HAND, Party.SYSTEM),
    *_stay(Action.ASK_HAND_UP, (State.IN_HAND,), Party.HEAD, Party.HANDLER, Party.DISPATCHER),
    Step(Action.GRANT_HAND_UP, State.IN_HAND, State.HANDED_UP, Party.LEADER),
    *_stay(Action.REFUSE_HAND_UP, _AT_WORK, Party.LEADER),
    Step(Action.BRING_BACK, State.HANDED_UP, State.IN_HAND, Party.DISPATCHER),
    *_stay(Action.TAKE_BACK, _AT_WORK, Party.HEAD, Party.HANDLER, Party.DISPATCHER),
    *_stay(Action.RAISE_APPROVAL, (State.RESOLVED, *_AT_WORK), Party.SYSTEM),
    *_stay(Action.URGE_HEAD, (State.RESOLVED,), Party.SYSTEM),
    *_stay(Action.REPORT_UNSIGNED, (State.RESOLVED,), Party.SYSTEM),
)
# The enterprise's own part on the way, and matters that other bodies decide.
ENTERPRISE_STEPS = (
    Step(Action.ASK, State.IN_HAND, State.ASKING, Party.HANDLER),
    Step(Action.ANSWER, State.ASKING, State.IN_HAND, Party.ENTERPRISE),
    Step(Action.ANSWER, State.ASKING, State.IN_HAND, Party.LIAISON),
    Step(Action.ANSWER, State.ASKING, State.IN_HAND, Party.HANDLER),
    Step(Action.RESUME, State.ASKING, State.IN_HAND, Party.HANDLER),
    Step(Action.RESUME, State.ASKING, State.IN_HAND, Party.SYSTEM),
    *(
        Step(Action.WITHDRAW, state, State.CLOSED, Party.ENTERPRISE)
        for state in (*_UNDECIDED, *_UNANSWERED)
    ),
    # What stands behind the link follows from where the ticket stands: see how it is, answer what
    # is asked, withdraw.
    *_stay(Action.LINK, (State.FILED, *_HELD), Party.LIAISON, Party.DISPATCHER),
    Step(Action.REDIRECT, State.FILED, State.CLOSED, Party.DISPATCHER),
    *_stay(Action.OUTER_NUMBER, (State.CLOSED,), Party.DISPATCHER, Party.HANDLER),
    *_stay(Action.EXPLAIN, _EXPLAINABLE, Party.HANDLER, Party.CALLER),
    *(Step(Action.CLOSE_EXPLAINED, one, State.CLOSED, Party.CALLER) for one in _EXPLAINABLE),
    # Called in vain on several days, the last time by somebody else: apart from those who are
    # still waited for, and open to any later answer.
    *_stay(Action.TRY_CONTACT, (State.UNCONFIRMED,), Party.CALLER, Party.LIAISON),
    Step(Action.LOSE_CONTACT, State.UNCONFIRMED, State.UNREACHED, Party.CALLER),
    Step(Action.LOSE_CONTACT, State.UNCONFIRMED, State.UNREACHED, Party.LIAISON),
    *_answers(State.UNREACHED),
    Step(Action.REGAIN_CONTACT, State.UNREACHED, State.UNCONFIRMED, Party.SYSTEM),
    Step(Action.REGAIN_CONTACT, State.UNREACHED, State.UNCONFIRMED, Party.CALLER),
    Step(Action.REGAIN_CONTACT, State.UNREACHED, State.UNCONFIRMED, Party.LIAISON),
    # Reminded a few times and no more (closing/reminders.py): from then on it is left in peace,
    # stands apart, and is open to any later answer.
    *_stay(Action.REMIND_ENTERPRISE, (State.UNCONFIRMED,), Party.SYSTEM),
    Step(Action.LEAVE_UNANSWERED, State.UNCONFIRMED, State.NO_ANSWER, Party.SYSTEM),
    *_answers(State.NO_ANSWER),
)
# Each numbered request is ticked with where it is answered, before the result is handed in.
REQUEST_STEPS = _stay(Action.CHECK_REQUESTS, (State.IN_HAND, State.PLANNED), Party.HANDLER)
# Several tickets, one matter.
MATTER_STEPS = (
    *(Step(Action.MERGE, state, State.MERGED, Party.DISPATCHER) for state in _UNDECIDED),
    *_stay(Action.ABSORB, (*_UNDECIDED, *_UNANSWERED), Party.DISPATCHER),
    *_stay(Action.SPLIT, (State.FILED,), Party.DISPATCHER),
    *_stay(Action.JOIN_TOPIC, (*_UNDECIDED, *_UNANSWERED, State.CLOSED), Party.DISPATCHER),
    *_stay(Action.LEAVE_TOPIC, (*_UNDECIDED, *_UNANSWERED, State.CLOSED), Party.DISPATCHER),
)
# After the end: what was not solved after all begins a new round.
LATER_STEPS = (
    Step(Action.REDO, State.CLOSED, State.IN_HAND, Party.CALLER),
    *_stay(Action.RECHECK, (State.CLOSED,), Party.CALLER),
    Step(Action.REOPEN, State.CLOSED, State.IN_HAND, Party.CALLER),
    # Where no unit had taken it in hand, the office dispatches it.
    Step(Action.REVIVE, State.CLOSED, State.FILED, Party.CALLER),
)
# Supervision, and a calendar that changed.
WATCH_STEPS = (
    *_stay(Action.REMIND, _HELD, Party.DISPATCHER, Party.SUPERVISOR, Party.LEADER, Party.SYSTEM),
    *_stay(Action.SUPERVISE, _UNDECIDED, Party.SYSTEM, Party.DISPATCHER, *_COUNTY_HEADS),
    *_stay(Action.REPLY, _HELD, Party.HEAD, Party.HANDLER),
    *_stay(Action.SUSPEND, _UNDECIDED, *_COUNTY_HEADS),
    *_stay(Action.TOLERATE, (*_HELD, *_UNANSWERED, State.CLOSED), *_COUNTY_HEADS),
    *_stay(Action.REVOKE_TOLERANCE, (*_UNDECIDED, *_UNANSWERED, State.CLOSED), *_COUNTY_HEADS),
    *_stay(Action.RECOUNT, (*_UNDECIDED, *_UNANSWERED), Party.SYSTEM),
    *_stay(Action.RESTRUCTURE, (*_UNDECIDED, *_UNANSWERED), Party.SYSTEM),
)  # fmt: skip
STEPS = (
    *(*ROAD_STEPS, *ENTERPRISE_OF_STEPS, *HANDS_STEPS, *DRAFT_STEPS, *ASKED_STEPS),
    *(*ENTERPRISE_STEPS, *REQUEST_STEPS, *MATTER_STEPS, *LATER_STEPS, *WATCH_STEPS),
)

OPEN = frozenset(_UNDECIDED)
# Of these it is asked whether they are late; what is planned stands in a bucket of its own.
RUNNING = OPEN - {State.PLANNED}
# A head has signed the result, and the enterprise has not said what it thinks of it.
UNANSWERED = frozenset(_UNANSWERED)
# States in which the unit holds the ticket; a unit that gave it back holds it no longer.
WITH_UNIT = OPEN - {State.FILED} | UNANSWERED
ENDED = frozenset({State.CLOSED, State.VOID, State.MERGED})
# Mis-filed, or told in another ticket: no figure counts it.
NOT_COUNTED = frozenset({State.VOID, State.MERGED})

# By these the enterprise says that its matter is not solved, or not yet whole.
UNSOLVED = frozenset({Action.DENY, Action.DENY_BY_CALL, Action.REMAIN, Action.REMAIN_BY_CALL})

WAITS_FOR = {
    State.FILED: Party.DISPATCHER,
    State.ASSIGNED: Party.HANDLER,
    State.IN_HAND: Party.HANDLER,
    State.ASKING: Party.ENTERPRISE,
    State.PARKED: Party.HANDLER,
    State.PLANNED: Party.HANDLER,
    State.HANDED_UP: Party.DISPATCHER,
    State.RESOLVED: Party.HEAD,
    State.UNCONFIRMED: Party.ENTERPRISE,
    State.UNREACHED: Party.DISPATCHER,
    State.NO_ANSWER: Party.ENTERPRISE,
}


def step_for(state: str, action: Action, parties: frozenset[Party]) -> Step:
    """Return the step; raise WrongState or NotPermitted where there is none."""
    leaving = [step for step in STEPS if step.source == state and step.action == action]
    if not leaving:
        raise WrongState(f"工单现在是“{State(state).label}”，不能{action.label}。请刷新后再看。")
    for step in leaving:
        if step.party in parties:
            return step
    whose = "、".join(dict.fromkeys(step.party.label for step in leaving))
    raise NotPermitted(f"{action.label}由{whose}办理，您不在其中。")


def leaves_unit(action: Action, target: State) -> bool:
    """Does the unit lose the ticket by this step, and with it all who help it?"""
    return target is State.FILED or action is Action.REASSIGN


def actions_for(state: str, parties: frozenset[Party]) -> tuple[Action, ...]:
    """Return what these parties may press now, in the order of the table."""
    found = [step.action for step in STEPS if step.source == state and step.party in parties]
    return tuple(dict.fromkeys(found))
