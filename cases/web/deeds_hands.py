"""Deeds by which it is said whose matter a ticket is, and in whose hands."""

from __future__ import annotations

from cadres.rules import wording
from cadres.rules.viewer import Viewer
from cases.actions.action import Words
from cases.actions.sentences import with_nobody
from cases.models import Ticket
from cases.rules.unit_drafts import DraftKind
from cases.rules.workflow import Action
from cases.selectors import staffing
from cases.services.hand_over import hand_over_ticket
from cases.services.raising import settle_ticket
from cases.services.reassigning import reassign_ticket
from cases.services.shares import add_share
from cases.services.unit_drafts import say
from cases.web import forms_hands
from cases.web.deed import Deed
from cases.web.signature_actions import objected, sent


def _object(ticket: Ticket, actor: Viewer, words: Words) -> str:
    replaces = words.pop("replaces", "")
    said = say(ticket, DraftKind.OBJECTION, words, actor=actor, replaces=replaces)
    return sent(said) if said.waits else objected(ticket, said.result)


def _reassign(ticket: Ticket, actor: Viewer, words: Words) -> str:
    ticket = reassign_ticket(ticket, actor=actor, **words)
    until = wording.day(ticket.due_on, actor.today)
    said = f"{ticket.number} 已改派{ticket.unit}，等待签收；对企业承诺仍是 {until}。"
    return with_nobody(said, staffing.nobody_told([ticket.unit], seen_by=actor))


def _add_share(ticket: Ticket, actor: Viewer, words: Words) -> str:
    share = add_share(ticket, actor=actor, **words)
    until = wording.day(share.due_on, actor.today)
    said = f"已请{share.unit}{share.get_kind_display()}，须在 {until} 前签收。"
    return with_nobody(said, staffing.nobody_told([share.unit], seen_by=actor))


def _hand_over(ticket: Ticket, actor: Viewer, words: Words) -> str:
    hand_over_ticket(ticket, actor=actor, to_id=words["to"], reason=words["reason"])
    return "已转交，接手的同志会收到消息；时限不变。"


def _settle(ticket: Ticket, actor: Viewer, words: Words) -> str:
    settle_ticket(ticket, actor=actor, **words)
    return "裁定意见已记入经过，助企办和承办单位会收到消息。需要时请接着交办或改派。"


HANDS = (
    Deed(
        "settle",
        Action.SETTLE,
        "裁定",
        "写明裁定意见。写好后这张工单不再列在“提请裁定”。",
        forms_hands.SettleForm,
        _settle,
        submit="写入裁定意见",
    ),
    Deed(
        "object",
        Action.OBJECT,
        "退回异议",
        "不属于本单位职责时退回县助企办。退回后本单位不再看到这张工单。",
        forms_hands.ObjectForm,
        _object,
        submit="退回县助企办",
        is_danger=True,
        leaves=True,
        template="cases/tickets/_object.html",
    ),
    Deed(
        "add-share",
        Action.ADD_SHARE,
        "增加协办分办",
        "请另一个单位配合，或单独负责其中一部分。主办单位不变，仍对全案负责。",
        forms_hands.ShareForm,
        _add_share,
        submit="增加",
    ),
    Deed(
        "reassign",
        Action.REASSIGN,
        "改派",
        "换一个承办单位。对企业承诺的日期不变，新单位签收后开始计算自己的用时。",
        forms_hands.ReassignForm,
        _reassign,
    ),
    Deed(
        "hand-over",
        Action.HAND_OVER,
        "转交经办",
        "转交给本单位另一位经办人，时限不变。",
        forms_hands.HandOverForm,
        _hand_over,
        submit="转交",
    ),
)
