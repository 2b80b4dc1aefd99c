"""The clocks (时限) of a lead: which step starts which, and which ends it. Lengths are data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from cadres.deadlines.rules.limits import LimitKey
from cases.leads.procedure.rules import limit_keys
from cases.leads.procedure.rules.procedure import AFTER_SIGNING, Action, State
from cases.leads.procedure.rules.vocabulary import Route, Side


class Clock(TextChoices):
    WHOLE = "whole", "发现到送达"
    PROPOSE = "propose", "提出移送建议"
    TELL = "tell", "紧急线索先行告知（当面）"
    APPROVE = "approve", "审批"
    LETTER = "letter", "先行告知（当面）后补函"
    DELIVER = "deliver", "送达"
    SIGN = "sign", "签收"
    DECIDE = "decide", "转送或退回"
    SUPPLY = "supply", "补充材料"
    PROGRESS = "progress", "反馈进展"
    LONGEST = "longest", "结果反馈期限"
    INTAKE = "intake", "告知实名反映人受理情况"
    RESULT = "result", "告知实名反映人办理结果"


LIMIT_OF: dict[Clock, LimitKey] = {
    Clock.WHOLE: limit_keys.LEAD_WHOLE,
    Clock.PROPOSE: limit_keys.LEAD_PROPOSE,
    Clock.TELL: limit_keys.LEAD_TELL,
    Clock.APPROVE: limit_keys.LEAD_APPROVE,
    Clock.LETTER: limit_keys.LEAD_LETTER,
    Clock.DELIVER: limit_keys.LEAD_DELIVER,
    Clock.SIGN: limit_keys.LEAD_SIGN,
    Clock.DECIDE: limit_keys.LEAD_DECIDE,
    Clock.SUPPLY: limit_keys.LEAD_SUPPLY,
    Clock.PROGRESS: limit_keys.LEAD_PROGRESS,
    Clock.LONGEST: limit_keys.LEAD_LONGEST,
    Clock.INTAKE: limit_keys.LEAD_INTAKE,
    Clock.RESULT: limit_keys.LEAD_RESULT,
}


@dataclass(frozen=True, slots=True)
class Ticks:
    """What a step does to the clocks; one that is started anew ends its earlier run.

    `voids` end without having been met: the step made them pointless.
    """

    starts: tuple[Clock, ...] = ()
    ends: tuple[Clock, ...] = ()
    voids: tuple[Clock, ...] = ()


_ALL_OF_SENDER = (
    Clock.WHOLE, Clock.PROPOSE, Clock.TELL, Clock.APPROVE, Clock.DELIVER, Clock.LETTER,
)  # fmt: skip
_ALL_OF_RECEIVER = (Clock.DECIDE, Clock.SUPPLY, Clock.PROGRESS, Clock.LONGEST)
# They begin with the draft, from the day it was found; the last where it is urgent.
WITH_DRAFT = (Clock.PROPOSE, Clock.WHOLE, Clock.TELL)
TICKS: dict[Action, Ticks] = {
    Action.PROPOSE: Ticks(starts=(Clock.APPROVE,), ends=(Clock.PROPOSE,)),
    Action.RECALL: Ticks(starts=(Clock.PROPOSE,), ends=(Clock.APPROVE,)),
    Action.HAND_BACK: Ticks(starts=(Clock.PROPOSE,), ends=(Clock.APPROVE, Clock.DELIVER)),
    Action.REFUSE: Ticks(ends=_ALL_OF_SENDER),
    Action.APPROVE: Ticks(starts=(Clock.DELIVER,), ends=(Clock.APPROVE,)),
    Action.TELL: Ticks(starts=(Clock.LETTER,), ends=(Clock.TELL,)),
    Action.DELIVER: Ticks(starts=(Clock.SIGN,), ends=_ALL_OF_SENDER),
    # 收到线索之日起: both are counted from the receipt.
    Action.SIGN: Ticks(starts=(Clock.DECIDE, Clock.LONGEST), ends=(Clock.SIGN,)),
    Action.RETURN: Ticks(starts=(Clock.SUPPLY,), ends=(Clock.DECIDE,)),
    Action.SUPPLY: Ticks(starts=(Clock.DECIDE,), ends=(Clock.SUPPLY,)),
    # Five working days bind whoever passes it on or returns it; who takes it owes neither.
    Action.ACCEPT: Ticks(starts=(Clock.PROGRESS,), voids=(Clock.DECIDE,)),
    Action.DECLINE: Ticks(ends=_ALL_OF_RECEIVER),
    Action.FORWARD: Ticks(ends=(Clock.DECIDE, Clock.PROGRESS), voids=(Clock.INTAKE,)),
    Action.PROGRESS: Ticks(starts=(Clock.PROGRESS,)),
    Action.FEED_BACK: Ticks(ends=_ALL_OF_RECEIVER),
    Action.INFORM_INTAKE: Ticks(ends=(Clock.INTAKE,)),
    Action.INFORM_RESULT: Ticks(ends=(Clock.RESULT,)),
}
# Proposed after it went back and nothing came: the clock of the decision runs anew.
AFTER_RETURN = Ticks(starts=(Clock.DECIDE,), ends=(Clock.SUPPLY,))
# Toward whoever reported it under their name: no part of what the sender is told.
TOWARD_REPORTER = frozenset({Clock.INTAKE, Clock.RESULT})
# A reporter who comes over later is still to be told whether the matter was taken.
OWES_INTAKE = AFTER_SIGNING - {State.FORWARDED, State.CLOSED}
# The clock that ends when the reporter was told.
TOLD = {Action.INFORM_INTAKE: Clock.INTAKE, Action.INFORM_RESULT: Clock.RESULT}
# A result that is told to the sender is owed to the reporter too.
RESULT_OWED = Ticks(starts=(Clock.RESULT,), ends=_ALL_OF_RECEIVER)
# By these the sender's side is bound, by the others the receiver's.
OF_SENDER = frozenset({*_ALL_OF_SENDER, Clock.SUPPLY})
NOTHING = Ticks()


def ticks_of(action: Action) -> Ticks:
    return TICKS.get(action, NOTHING)


def binds(clock: str, side: Side, route: str) -> bool:
    """Is it this side that is late when the clock is over? Where the other side is outside, whoever
    is in the room is bound."""
    return route != Route.INSIDE or (Clock(clock) in OF_SENDER) == (side == Side.SENDER)


def days_late(due_on: date | None, met_on: date | None, on: date) -> bool:
    """Whether a clock was met after its day, or is still running behind it."""
    return due_on is not None and (met_on or on) > due_on
