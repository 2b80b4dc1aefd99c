"""拟办: what is proposed to be done with a lead that was signed for, and who may approve it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db.models import TextChoices

from cadres.errors import Invalid
from cases.leads.procedure.rules.procedure import Action, Return
from cases.leads.procedure.rules.vocabulary import DECIDERS, Body, Duty


class Opinion(TextChoices):
    """What is proposed; the value is that of the step by which it is carried out."""

    ACCEPT = Action.ACCEPT.value, "受理并分办"
    RETURN = Action.RETURN.value, "退回补充"
    DECLINE = Action.DECLINE.value, "不予受理"
    FORWARD = Action.FORWARD.value, "转有管辖机关"


# 分办 is approved by the head; returning, declining and passing on by the deputy in charge, for
# whom the head may stand in.
DECIDED_BY: dict[str, frozenset[Duty]] = {
    Opinion.ACCEPT: frozenset({Duty.HEAD}),
    Opinion.RETURN: DECIDERS,
    Opinion.DECLINE: DECIDERS,
    Opinion.FORWARD: DECIDERS,
}
CARRIED_OUT_BY = frozenset(Action(opinion.value) for opinion in Opinion)
HEAD_ONLY = "受理和分办由负责人审批，请送负责人。"
_NEEDED = {
    Opinion.ACCEPT: (("handler_id", "请选择拟分办给谁"),),
    Opinion.RETURN: (("told", "请逐项写明要补充什么"),),
    Opinion.DECLINE: (("reason", "请选择不予受理的原因"),),
    Opinion.FORWARD: (("body", "请选择有管辖权的机关"),),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """拟办意见. `told` is what the sender will read; the rest is the receiver's alone.

    `handler_id` and `to_id` are members: who is to handle it, and to whom it goes for approval.
    What a body outside decided, as it is entered from its paper, has the same form.
    """

    opinion: str
    text: str = ""
    told: str = ""
    reason: str = ""
    body: str = ""
    handler_id: int | None = None
    to_id: int | None = None

    @property
    def opinion_label(self) -> str:
        return Opinion(self.opinion).label

    @property
    def reason_label(self) -> str:
        return Return(self.reason).label if self.reason else ""

    @property
    def body_label(self) -> str:
        return Body(self.body).label if self.body else ""


def check(suggestion: Suggestion) -> None:
    """Say what is missing; raise Invalid with a sentence per field."""
    if suggestion.opinion not in Opinion.values:
        raise Invalid("请选择拟办意见。", {"opinion": "请选择"})
    needed = (*_NEEDED[Opinion(suggestion.opinion)], ("text", "请写明理由和依据"))
    missing = {name: hint for name, hint in needed if not _is_said(getattr(suggestion, name))}
    if suggestion.to_id is None:
        missing["to_id"] = "请选择送谁审批"
    if missing:
        raise Invalid("拟办还没有写全。", missing)


def may_decide(opinion: str, duty: str) -> bool:
    """Whether a seat of this duty may approve what is proposed."""
    return Duty(duty) in DECIDED_BY[opinion]


def suggestion_of(data: bytes) -> Suggestion:
    return Suggestion(**json.loads(data))


def _is_said(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None
