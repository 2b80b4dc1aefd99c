"""金点子: a suggestion is no problem; it is adopted, in part or not, and put into practice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import TextChoices

from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.rules.sources import usual_sources

if TYPE_CHECKING:
    from cases.models import Adoption, Ticket


class Adopted(TextChoices):
    """采纳情况: what becomes of a suggestion."""

    YES = "yes", "采纳"
    PARTLY = "partly", "部分采纳"
    NO = "no", "不采纳"


# What of it can be put into practice.
ADOPTED = (Adopted.YES, Adopted.PARTLY)
LONGEST_DOCUMENT, LONGEST_REASON = text_limits.DOCUMENT, text_limits.TASK


@dataclass(frozen=True, slots=True)
class Decided:
    """What the head decides of a suggestion, with the result that is signed."""

    adopted: str = ""
    document: str = ""
    reason: str = ""
    in_use_on: date | None = None


NOTHING = Decided()


def is_idea(source: str) -> bool:
    return source == usual_sources.IDEA


def check(decided: Decided, today: date) -> None:
    """Raise Invalid, field by field, where the decision lacks what it needs."""
    faults = {}
    if decided.adopted not in Adopted.values:
        faults["adopted"] = "请选择是否采纳。"
    if decided.adopted in ADOPTED and not decided.document.strip():
        faults["document"] = "请填写采纳的依据文件（会议纪要、通知等）。"
    if decided.adopted in (Adopted.PARTLY, Adopted.NO) and not decided.reason.strip():
        faults["reason"] = "部分采纳、不采纳的，请写明理由。"
    if decided.in_use_on is not None and decided.adopted == Adopted.NO:
        faults["in_use_on"] = "不采纳的没有落地日期。"
    elif fault := in_use_fault(decided.in_use_on, today):
        faults["in_use_on"] = fault
    if faults:
        raise Invalid("".join(faults.values()), faults)


def in_use_fault(on: date | None, today: date) -> str:
    """Say why something cannot have been put into practice on the day; empty where it can."""
    return "落地日期不能晚于今天。" if on is not None and on > today else ""


def waits_for_use(adoption: Adoption) -> bool:
    """Adopted, and nobody has said yet when it was put into practice."""
    return adoption.adopted in ADOPTED and adoption.in_use_on is None


def may_note_use(viewer: Viewer, ticket: Ticket) -> bool:
    """The unit that adopted it, and the campaign office."""
    mine = {*viewer.head_unit_ids, *viewer.clerk_unit_ids}
    return ticket.unit_id in mine or ticket.county_id in viewer.office_county_ids


def to_note_use(viewer: Viewer, ticket: Ticket, adoption: Adoption | None) -> Adoption:
    """Return the decision whose use this person may note now. Raises NotPermitted, WrongState."""
    if not may_note_use(viewer, ticket):
        raise NotPermitted("金点子的落地情况由采纳的单位或县助企办登记。")
    if adoption is None or not waits_for_use(adoption):
        raise WrongState("这条金点子没有采纳，或落地日期已经登记。请刷新后再看。")
    return adoption


def words_of(decided: Decided) -> str:
    """Say a decision in one line, for the ticket's history."""
    said = f"金点子{Adopted(decided.adopted).label}"
    more = (decided.document.strip(), decided.reason.strip())
    return "：".join([said, "；".join(filter(None, more))]) if any(more) else said
