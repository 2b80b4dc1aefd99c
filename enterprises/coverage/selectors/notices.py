"""Notices about coverage, in words, for readers whom they concern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.urls import reverse

from cadres.models import AuditEntry
from cadres.notifications.selectors.notices import Key, Message
from cadres.pages.rules import wording
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Assignment
from enterprises.register.rules.notice_kinds import ASSIGNED, ENDED

KINDS = (ASSIGNED, ENDED)
HANDED_OVER = "portfolio_handed_over"
HAND_OVER_VERB = "portfolio.hand_over"


def word_assignment(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """A team's own member learns of the beginning and the end of the part."""
    wanted = {pk for pks in owed.values() for pk in pks}
    mine = Assignment.objects.visible_to(reader).filter(pk__in=wanted)
    own = mine.filter(Q(cadre_id=reader.cadre_id)).select_related("enterprise")
    rows = {row.pk: row for row in own}
    return {
        (kind, pk): _assignment(kind, rows[pk], reader)
        for kind, pks in owed.items()
        for pk in pks
        if pk in rows
    }


def word_hand_over(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Only the two between whom a portfolio was handed over; the action's line holds the facts."""
    actions = AuditEntry.objects.filter(pk__in=owed[HANDED_OVER], verb=HAND_OVER_VERB)
    return {
        (HANDED_OVER, action.pk): _hand_over(action, reader)
        for action in actions
        if reader.cadre_id in (action.detail["from_id"], action.detail["to_id"])
    }


def _assignment(kind: str, row: Assignment, reader: Viewer) -> Message:
    begins = kind == ASSIGNED
    day = wording.day(row.from_on if begins else row.to_on, reader.today)
    when = f"自 {day} 起由您担任" if begins else f"您的包联到 {day} 为止："
    return Message(
        title="新的包联企业" if begins else "包联已结束",
        text=f"{row.enterprise.name}，{when}{row.get_part_display()}。",
        url=reverse("enterprises:enterprise-detail", args=[row.enterprise_id]),
    )


def _hand_over(action: AuditEntry, reader: Viewer) -> Message:
    detail = action.detail
    takes = reader.cadre_id == detail["to_id"]
    other = detail["from_name"] if takes else detail["to_name"]
    whom = f"由您接手，原包联干部是{other}" if takes else f"移交给{other}"
    return Message(
        title="接手包联企业" if takes else "包联企业已移交",
        text=f"{detail['count']} 家企业自 {detail['on']} 起{whom}。",
        url=reverse("enterprises:portfolio"),
    )
