"""Deeds on what the unit is to say: the head signs it or gives it back, the clerk takes it back."""

from __future__ import annotations

from cadres.rules.viewer import Viewer
from cases.actions.action import Words
from cases.actions.sentences import NotTaken
from cases.models import Ticket
from cases.rules.unit_drafts import DraftKind
from cases.rules.workflow import Action
from cases.services.objections import Objected
from cases.services.unit_drafts import Said, drop_draft, return_draft, sign_draft
from cases.web.deed import Deed
from cases.web.forms_drafts import DropDraftForm, ReturnDraftForm, SignDraftForm
from cases.web.taking_back import Pressed, on_ticket

UNHEARD = "本单位现在没有负责人在岗，没有人收到，请联系系统管理员补上任职。"


def sent(said: Said) -> str:
    """Say that it lies on the head's desk, and that nothing has gone out."""
    if said.draft is None:
        return ""
    label = DraftKind(said.draft.kind).label
    words = f"{label}已送本单位负责人签发，签发后才发出；现在还没有发出。"
    return NotTaken(words + UNHEARD) if said.is_unheard else words


def objected(ticket: Ticket, said: Objected) -> str:
    if said.is_taken:
        return f"{ticket.number} 已退回县助企办重新交办，本单位不再显示这张工单。"
    where = "已自动提请裁定，" if said.is_raised else ""
    return NotTaken(
        f"退回异议没有被受理：{said.why}本次提出已记入经过，{where}请继续办理，时限照常计算。"
    )


def _sign(ticket: Ticket, actor: Viewer, words: Words) -> str:
    said, pressed = on_ticket(
        ticket, lambda: sign_draft(ticket, actor=actor, **words), "签发", actor
    )
    if isinstance(said.result, Objected):
        return Pressed.of(objected(ticket, said.result), pressed)
    label = DraftKind(said.draft.kind).label if said.draft else ""
    return Pressed.of(f"{ticket.number} 的{label}已签发，现已发出。", pressed)


def _return(ticket: Ticket, actor: Viewer, words: Words) -> str:
    draft = return_draft(ticket, actor=actor, **words)
    return f"{ticket.number} 的{draft.get_kind_display()}已退回经办人修改，没有发出。"


def _drop(ticket: Ticket, actor: Viewer, words: Words) -> str:
    draft = drop_draft(ticket, actor=actor, **words)
    return f"已撤回{draft.get_kind_display()}，没有发出。"


DRAFT_DEEDS = (
    Deed(
        "sign-draft",
        Action.RETURN_DRAFT,
        "签发",
        "签发后立即发出，与稿子一字不差。",
        SignDraftForm,
        _sign,
        leaves=True,
    ),
    Deed(
        "return-draft",
        Action.RETURN_DRAFT,
        "退回修改",
        "退回经办人修改后再送签。没有签发的不发出，时限不停。",
        ReturnDraftForm,
        _return,
    ),
    Deed(
        "drop-draft",
        Action.DROP_DRAFT,
        "撤回送签",
        "签发前可以撤回，不发出，工单照常办理。",
        DropDraftForm,
        _drop,
    ),
)
