"""The lead's way on one page: states, actions, parties, and the steps that join them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices

from cadres.errors import NotPermitted, WrongState
from cases.leads.procedure.rules.vocabulary import Route


class State(TextChoices):
    DRAFT = "draft", "草拟"
    PROPOSED = "proposed", "待审批"
    APPROVED = "approved", "待出函"
    ISSUED = "issued", "待送达"
    DELIVERED = "delivered", "待签收"
    SIGNED = "signed", "待拟办"
    SUGGESTED = "suggested", "拟办待审批"
    DECIDED = "decided", "待办理批示"
    RETURNED = "returned", "退回补充"
    IN_HAND = "in_hand", "办理中"
    FORWARDED = "forwarded", "已转有管辖机关"
    FED_BACK = "fed_back", "已反馈"
    ACKNOWLEDGED = "acknowledged", "反馈已签收"
    CLOSED = "closed", "已归档"
    REFUSED = "refused", "不予移送"


class Action(TextChoices):
    DRAFT = "draft", "起草"
    EDIT = "edit", "修改"
    PROPOSE = "propose", "提请审批"
    RECALL = "recall", "撤回修改"
    HAND_BACK = "hand_back", "退回修改"
    APPROVE = "approve", "审批同意"
    REFUSE = "refuse", "不予移送"
    TELL = "tell", "先行告知（当面）"
    ISSUE = "issue", "出具移送函"
    DELIVER = "deliver", "送达"
    SIGN = "sign", "签收"
    SUGGEST = "suggest", "拟办"
    REWORK = "rework", "退回重拟"
    DECIDE = "decide", "审批拟办"
    ACCEPT = "accept", "受理"
    RETURN = "return", "退回补充"
    SUPPLY = "supply", "补充材料"
    DECLINE = "decline", "不予受理"
    FORWARD = "forward", "转有管辖机关"
    PROGRESS = "progress", "反馈进展"
    EXTEND = "extend", "延长结果反馈期限"
    FEED_BACK = "feed_back", "反馈结果"
    INFORM_INTAKE = "inform_intake", "告知实名反映人受理情况"
    INFORM_RESULT = "inform_result", "告知实名反映人办理结果"
    ACKNOWLEDGE = "acknowledge", "签收反馈"
    CLOSE = "close", "归档"


class Party(TextChoices):
    """In which part a reader stands to a lead; held by `reading.parties_of`."""

    SENDER = "sender", "移送方经办"
    SENDER_DECIDER = "sender_decider", "移送方审批人"
    TAKER = "taker", "接收方案管"
    RECEIVER = "receiver", "接收方承办"
    RECEIVER_DECIDER = "receiver_decider", "接收方负责人"


class Refusal(TextChoices):
    """Why something is no lead, or not one for this way (domain: 不受理的情形)."""

    LITIGATION = "litigation", "已经或依法应当通过诉讼、仲裁解决"
    REVIEW = "review", "已经或依法应当通过行政复议、行政裁决解决"
    OTHER_BODY = "other_body", "属于其他机关职责"
    NO_SUBSTANCE = "no_substance", "没有具体事实，缺乏实质内容"
    PLAIN_OVERDUE = "plain_overdue", "只是工单超期，应继续催办督办"
    DUPLICATE = "duplicate", "已经移送，没有新的事实"
    SHORTCOMING = "shortcoming", "一般性工作缺点，可作整改建议"


class Outcome(TextChoices):
    """反馈: the six codes that come back to the sender."""

    IN_HAND = "in_hand", "已受理办理中"
    FORWARDED = "forwarded", "转有管辖机关"
    RETURNED = "returned", "退回"
    UNFOUNDED = "unfounded", "了结或失实"
    HANDLED = "handled", "已处理"
    ADVICE = "advice", "提出整改建议"


FINAL_OUTCOMES = frozenset(Outcome) - {Outcome.IN_HAND}


class Return(TextChoices):
    """退回原因 where the receiver does not take the lead."""

    NOT_OURS = "not_ours", "不属于本机关管辖"
    REFUSABLE = "refusable", "依法应通过其他途径解决"
    EMPTY = "empty", "没有具体违纪违法事实"
    KNOWN = "known", "重复移送，没有新的事实"


@dataclass(frozen=True, slots=True)
class Step:
    """From `source`, `party` may take `action`, which leads to `target`, on these routes."""

    action: Action
    source: State
    target: State
    party: Party
    routes: frozenset[Route] = frozenset(Route)


def _each(
    action: Action,
    states: Iterable[State],
    party: Party,
    routes: frozenset[Route] = frozenset(Route),
) -> tuple[Step, ...]:
    """In each of the states the party may do it, and the lead stays where it is."""
    return tuple(Step(action, state, state, party, routes) for state in states)


SENT = frozenset({Route.INSIDE, Route.OUTWARD})
RECEIVED_HERE = frozenset({Route.INSIDE, Route.INWARD})
ANSWERED_ON_PAPER = frozenset({Route.OUTWARD})


def _carried_out(action: Action, target: State) -> tuple[Step, Step]:
    """As it was approved here, or as the paper of a body outside says."""
    return (
        Step(action, State.DECIDED, target, Party.TAKER, RECEIVED_HERE),
        Step(action, State.SIGNED, target, Party.TAKER, ANSWERED_ON_PAPER),
    )


_BEFORE_LETTER = (State.DRAFT, State.PROPOSED, State.APPROVED, State.ISSUED)
_INFORMED = (State.IN_HAND, State.FED_BACK, State.ACKNOWLEDGED, State.CLOSED)
_ANSWERED = (State.FED_BACK, State.ACKNOWLEDGED, State.CLOSED)

STEPS = (
    # The sender decides whether it is a lead at all.
    Step(Action.EDIT, State.DRAFT, State.DRAFT, Party.SENDER),
    Step(Action.PROPOSE, State.DRAFT, State.PROPOSED, Party.SENDER, SENT),
    Step(Action.RECALL, State.PROPOSED, State.DRAFT, Party.SENDER, SENT),
    Step(Action.HAND_BACK, State.PROPOSED, State.DRAFT, Party.SENDER_DECIDER, SENT),
    # Approved, and changed or wrong after all: no letter goes out under the old signature.
    Step(Action.HAND_BACK, State.APPROVED, State.DRAFT, Party.SENDER_DECIDER, SENT),
    Step(Action.REFUSE, State.DRAFT, State.REFUSED, Party.SENDER_DECIDER, SENT),
    Step(Action.REFUSE, State.PROPOSED, State.REFUSED, Party.SENDER_DECIDER, SENT),
    Step(Action.APPROVE, State.PROPOSED, State.APPROVED, Party.SENDER_DECIDER, SENT),
    *_each(Action.TELL, _BEFORE_LETTER, Party.SENDER_DECIDER, SENT),
    Step(Action.ISSUE, State.APPROVED, State.ISSUED, Party.SENDER, SENT),
    Step(Action.DELIVER, State.ISSUED, State.DELIVERED, Party.SENDER, SENT),
    # What another body sends arrives on paper and is entered by the receiver.
    Step(Action.DELIVER, State.DRAFT, State.DELIVERED, Party.SENDER, frozenset({Route.INWARD})),
    # The receiver signs for it. In our room what is to be done is proposed, approved by a leader
    # and carried out as approved; what a body outside decided is entered from its paper.
    Step(Action.SIGN, State.DELIVERED, State.SIGNED, Party.TAKER),
    Step(Action.SUGGEST, State.SIGNED, State.SUGGESTED, Party.TAKER, RECEIVED_HERE),
    Step(Action.SUGGEST, State.RETURNED, State.SUGGESTED, Party.TAKER, RECEIVED_HERE),
    Step(Action.DECIDE, State.SUGGESTED, State.DECIDED, Party.RECEIVER_DECIDER, RECEIVED_HERE),
    Step(Action.REWORK, State.SUGGESTED, State.SIGNED, Party.RECEIVER_DECIDER, RECEIVED_HERE),
    Step(Action.REWORK, State.DECIDED, State.SIGNED, Party.RECEIVER_DECIDER, RECEIVED_HERE),
    *_carried_out(Action.ACCEPT, State.IN_HAND),
    *_carried_out(Action.RETURN, State.RETURNED),
    *_carried_out(Action.DECLINE, State.FED_BACK),
    *_carried_out(Action.FORWARD, State.FORWARDED),
    Step(Action.DECLINE, State.RETURNED, State.FED_BACK, Party.TAKER, ANSWERED_ON_PAPER),
    Step(Action.SUPPLY, State.RETURNED, State.SIGNED, Party.SENDER),
    # In hand: how it is handled is recorded where the receiver's own rules say, not here.
    Step(Action.PROGRESS, State.IN_HAND, State.IN_HAND, Party.TAKER),
    Step(Action.EXTEND, State.IN_HAND, State.IN_HAND, Party.RECEIVER_DECIDER),
    # Whoever reported it under their name is told by the receiver, twice.
    *_each(Action.INFORM_INTAKE, _INFORMED, Party.RECEIVER, RECEIVED_HERE),
    *_each(Action.INFORM_RESULT, _ANSWERED, Party.RECEIVER, RECEIVED_HERE),
    # Feedback to the sender, and the end.
    Step(Action.FEED_BACK, State.IN_HAND, State.FED_BACK, Party.TAKER),
    Step(Action.FEED_BACK, State.FORWARDED, State.FED_BACK, Party.TAKER),
    Step(Action.ACKNOWLEDGE, State.FED_BACK, State.ACKNOWLEDGED, Party.SENDER),
    Step(Action.CLOSE, State.ACKNOWLEDGED, State.CLOSED, Party.SENDER),
)

BEFORE_DELIVERY = frozenset({State.DRAFT, State.PROPOSED, State.APPROVED, State.ISSUED})
ENDED = frozenset({State.CLOSED, State.REFUSED})
# Signed for: from here on the sender keeps number, dates and code.
AFTER_SIGNING = frozenset(State) - BEFORE_DELIVERY - {State.DELIVERED, State.REFUSED}
# Between the receiver and whoever reported it: no part of what the sender is told.
RECEIVER_ALONE = frozenset({Action.INFORM_INTAKE, Action.INFORM_RESULT})
# Signed for and without a final answer: what the joint meeting (联席会议) asks about.
UNANSWERED = AFTER_SIGNING - {State.FED_BACK, State.ACKNOWLEDGED, State.CLOSED}


def steps_from(state: str, route: str, parties: frozenset[Party]) -> tuple[Step, ...]:
    """Return what these parties may do now; pages draw their buttons from it."""
    return tuple(
        step
        for step in STEPS
        if step.source == state and step.party in parties and route in step.routes
    )


def step_for(state: str, route: str, action: Action, parties: frozenset[Party]) -> Step:
    """Return the one step that the action is now.

    Raises WrongState where the lead has moved on, NotPermitted where it is another party's step.
    """
    there = [
        step
        for step in STEPS
        if step.action == action and step.source == state and route in step.routes
    ]
    if not there:
        raise WrongState(f"本件现在是“{State(state).label}”，不能{action.label}。请刷新后再看。")
    for step in there:
        if step.party in parties:
            return step
    raise NotPermitted(f"“{action.label}”须由{there[0].party.label}办理。")


def outcomes_from(state: str) -> tuple[Outcome, ...]:
    """Which codes a final feedback may carry in this state."""
    if state == State.FORWARDED:
        return (Outcome.FORWARDED,)
    return (Outcome.UNFOUNDED, Outcome.HANDLED, Outcome.ADVICE, Outcome.FORWARDED)
