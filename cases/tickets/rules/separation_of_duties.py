"""Who handles a ticket, who approves it and who confirms it are three people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cadres.errors import NotPermitted
from cases.tickets.rules import taking_back
from cases.tickets.rules.workflow import Action, Party

# Actions by which somebody handles the ticket.
HANDLING = frozenset(
    {
        Action.ACCEPT,
        Action.ADMIT,
        Action.DECLINE,
        Action.MEASURE,
        Action.NOTE,
        Action.CHECK_REQUESTS,
        Action.RESOLVE,
        Action.ASK,
        Action.ANSWER_SHARE,
        Action.PROMISE_FEEDBACK,
        Action.ASK_EXTENSION,
        Action.ASK_PARKING,
        Action.ASK_PLAN,
        Action.ASK_HAND_UP,
        Action.EXPLAIN,
        Action.DRAFT,
    }
)
# All that stands in the history of a ticket that lives in ledgers alone: nobody handled it here.
UNHANDLED = (Action.IMPORT, Action.RESTRUCTURE)
# What the unit says outward; whoever does so as its head speaks for it, and has not handled it.
SPEAKING = frozenset(
    {
        Action.OBJECT,
        Action.REFUSE_OBJECTION,
        Action.ASK_EXTENSION,
        Action.ASK_PARKING,
        Action.ASK_PLAN,
        Action.ASK_HAND_UP,
        Action.REPLY,
    }
)
# 签发 and 退回修改 of a draft are one key, as 审核通过 and 退回补办 are.
SIGNING = frozenset({Action.APPROVE, Action.SEND_BACK, Action.RETURN_DRAFT})
DECIDING = frozenset(
    {
        Action.GRANT_EXTENSION,
        Action.REFUSE_EXTENSION,
        Action.GRANT_PARKING,
        Action.REFUSE_PARKING,
        Action.GRANT_PLAN,
        Action.REFUSE_PLAN,
        Action.GRANT_HAND_UP,
        Action.REFUSE_HAND_UP,
        Action.SUSPEND,
        Action.TOLERATE,
        Action.REVOKE_TOLERANCE,
        Action.SUPERVISE,
    }
)
CALLING = frozenset(
    {
        Action.CALL_BACK,
        Action.TRY_CONTACT,
        Action.LOSE_CONTACT,
        Action.DENY_BY_CALL,
        Action.REMAIN_BY_CALL,
        Action.CLOSE_EXPLAINED,
        Action.RECHECK,
        Action.REOPEN,
        Action.REVIVE,
    }
)
# To order a new round is no call, and yet nobody judges what they dispatched or handled.
ORDERING = frozenset({Action.REDO})


@dataclass(frozen=True, slots=True)
class Hands:
    """Who has already had a hand in the ticket."""

    handlers: frozenset[int]
    signer: int | None
    dispatcher: int | None
    # Whose signature stands under what the unit said.
    speakers: frozenset[int] = frozenset()


class TakenStep(Protocol):
    """A step in the history of a ticket, and who took it."""

    @property
    def action(self) -> str: ...

    @property
    def at(self) -> datetime: ...

    @property
    def actor_id(self) -> int | None: ...

    @property
    def party(self) -> str: ...


def handlers(steps: Iterable[TakenStep]) -> frozenset[int]:
    """Return who handled the ticket, by its steps in their order; what was taken back is no hand
    in it."""
    stood = taking_back.standing(steps)
    return frozenset(one.actor_id for one in stood if handles(one) and one.actor_id)


def speakers(steps: Iterable[TakenStep]) -> frozenset[int]:
    """Return who spoke for the unit as its head."""
    stood = taking_back.standing(steps)
    return frozenset(one.actor_id for one in stood if speaks(one) and one.actor_id)


def handles(step: TakenStep) -> bool:
    return step.action in HANDLING and step.party != Party.HEAD


def speaks(step: TakenStep) -> bool:
    return step.action in SPEAKING and step.party == Party.HEAD


def check(
    action: Action, cadre_id: int | None, hands: Hands, principal_id: int | None = None
) -> None:
    """Raise NotPermitted where this person has already turned another key.

    A deputy (代理) is refused what the principal, for whom it would be done, is refused, too.

    Source: the three-key closure; 优化营商环境 practice that the office which dispatched does not
    also vouch for the result, and 信访工作条例 §30 on recusal.
    """
    _check_hand(action, cadre_id, hands)
    if principal_id is None:
        return
    try:
        _check_hand(action, principal_id, hands)
    except NotPermitted as refusal:
        raise NotPermitted(
            "您所代理的人交办、经办或审核过这张工单，代理人不能替其办理，请由其他人员办理。"
        ) from refusal


def _check_hand(action: Action, cadre_id: int | None, hands: Hands) -> None:
    if action in SIGNING and cadre_id in hands.handlers:
        raise NotPermitted("您经办过这张工单，不能再作为负责人审核，请由其他负责人审核。")
    if action in DECIDING and cadre_id in hands.handlers:
        raise NotPermitted("您经办过这张工单，不能再审批它的申请，请由其他负责人审批。")
    if action in DECIDING and cadre_id in hands.speakers:
        raise NotPermitted("承办单位的申请由您签发，您不能再审批，请由其他负责人审批。")
    if action in CALLING and cadre_id == hands.dispatcher:
        raise NotPermitted("这张工单由您交办，回访须由另一位助企办同志进行。")
    if action in CALLING and cadre_id in hands.handlers | hands.speakers | {hands.signer}:
        raise NotPermitted("您经办或审核过这张工单，回访须由未经手的同志进行。")
    if action in ORDERING and cadre_id in hands.handlers | {hands.signer, hands.dispatcher}:
        raise NotPermitted("您交办、经办或审核过这张工单，重新办理请由另一位助企办同志提出。")
    # With the link in hand one could turn the enterprise's key oneself.
    if action is Action.LINK and cadre_id in hands.handlers | {hands.signer, hands.dispatcher}:
        raise NotPermitted("您交办、经办或审核过这张工单，请由包联干部或另一位助企办同志发送链接。")
