"""What a unit says outward: its head's own words go out at once, a clerk's are a draft first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cadres.pages.rules.action_fields import Mark
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.actions.base.action import Asked
from cases.tickets.actions.base.sentences import NotTaken
from cases.tickets.rules.applications import unit_drafts as rules
from cases.tickets.rules.applications.unit_drafts import DraftKind
from cases.tickets.services.applications.unit_drafts import Said, say
from cases.tickets.services.handling.objections import Objected

UNHEARD = "本单位现在没有负责人在岗，没有人收到，请联系系统管理员补上任职。"


def replaces(api_help: str = "修改待签发的稿子时，填它的 digest") -> Mark:
    """A field for the digest of the draft, or the application, that this one changes."""
    return Mark("replaces", is_needed=False, api_help=api_help)


def speaks(kind: DraftKind) -> Callable[..., Said]:
    """Return the service by which a unit says this."""

    def service(ticket: Ticket, *, actor: Viewer, replaces: str = "", **words: Any) -> Said:
        return say(ticket, kind, words, actor=actor, replaces=replaces)

    return service


def drafted(asked: Asked, kind: DraftKind) -> dict[str, Any]:
    """Return the words with which the form begins where a draft is open: it is that one that is
    changed.
    """
    one = next((one for one in asked.page.drafts if one.kind == kind), None)
    if one is None:
        return {}
    words = {name: _restored(name, value) for name, value in one.words.items() if name != "digest"}
    return {**words, "replaces": one.digest}


def sent(said: Said) -> str:
    """Say that it lies on the head's desk, and that nothing has gone out."""
    if said.draft is None:
        return ""
    label = DraftKind(said.draft.kind).label
    words = f"{label}已送本单位负责人签发，签发后才发出；现在还没有发出。"
    return NotTaken(words + UNHEARD) if said.is_unheard else words


def objected(ticket: Ticket, said: Objected) -> str:
    """Say whether the objection was taken, and why not."""
    if said.is_taken:
        return f"{ticket.number} 已退回县助企办重新交办，本单位不再显示这张工单。"
    where = "已自动提请裁定，" if said.is_raised else ""
    return NotTaken(
        f"退回异议没有被受理：{said.why}本次提出已记入经过，{where}请继续办理，时限照常计算。"
    )


def _restored(name: str, value: Any) -> Any:
    """A unit is kept by its number and its name, a day as it is written."""
    return value["pk"] if isinstance(value, dict) else rules.restored(name, value)
