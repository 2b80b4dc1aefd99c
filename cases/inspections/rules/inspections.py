"""What 明察暗访 found: who files and sees it, how it is followed, and when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, TextChoices

from cadres.errors import NotPermitted, WrongState
from cadres.viewers.rules.viewer import Kind, Viewer

if TYPE_CHECKING:
    from cases.models import Inspection

LONGEST_PLACE, LONGEST_TEXT = 120, 2000
ABSENT = "没有这条明察暗访记录。"
FILED_BY = "明察暗访由督查机构登记和跟踪。"


class Manner(TextChoices):
    OPEN = "open", "明察"
    COVERT = "covert", "暗访"


class InspectionState(TextChoices):
    OPEN = "open", "跟踪中"
    CLOSED = "closed", "已销号"
    VOID = "void", "已撤销"


class InspectionVerb(TextChoices):
    FILE = "file", "登记"
    CORRECT = "correct", "更正"
    TICKET = "ticket", "登记为工单"
    CLOSE = "close", "核查销号"
    VOID = "void", "撤销登记"


def inspections_for(viewer: Viewer) -> Q:
    """The supervisors of the county and its leaders; nobody else, not even whom it concerns."""
    if viewer.is_system:
        return Q()
    if viewer.kind is Kind.ENTERPRISE:
        return Q(pk__in=[])
    seen = {*viewer.supervision_county_ids, *viewer.leader_county_ids}
    return Q(county__in=sorted(seen)) if seen else Q(pk__in=[])


def may_read(viewer: Viewer, county_id: int) -> bool:
    return county_id in {*viewer.supervision_county_ids, *viewer.leader_county_ids}


def may_file(viewer: Viewer, county_id: int) -> bool:
    return county_id in viewer.supervision_county_ids


def check(verb: InspectionVerb, row: Inspection, viewer: Viewer, *, has_letters: bool) -> None:
    """Raise where this person may not do it, or not as it stands."""
    if not may_file(viewer, row.county_id):
        raise NotPermitted(FILED_BY)
    state = InspectionState(row.state)
    if state is not InspectionState.OPEN:
        raise WrongState(f"这条记录{state.label}，不能{verb.label}。请刷新后再看。")
    if verb in (InspectionVerb.CORRECT, InspectionVerb.VOID) and has_letters:
        raise WrongState(f"已就此发文，不能{verb.label}。整改到位的，请核查销号。")
    if verb is InspectionVerb.TICKET and row.ticket_id:
        raise WrongState("已登记为工单，不能重复登记。")


def verbs_for(row: Inspection, viewer: Viewer, *, has_letters: bool) -> tuple[InspectionVerb, ...]:
    """Return what this person may press now, in the order of the buttons."""
    found = []
    for verb in (
        InspectionVerb.CLOSE, InspectionVerb.TICKET, InspectionVerb.CORRECT, InspectionVerb.VOID,
    ):  # fmt: skip
        try:
            check(verb, row, viewer, has_letters=has_letters)
        except (NotPermitted, WrongState):
            continue
        found.append(verb)
    return tuple(found)


def number(year: int, serial: int) -> str:
    """Return `2026-3`, by which the ledger names the row."""
    return f"{year}-{serial}"
