"""Notices that units became others, in words; the trail's line of the action holds the facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from cadres.models import AuditEntry
from cadres.notifications.selectors.notices import Key, Message
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.rules.verbs import ENTERPRISE_LEFT

MERGED, SPLIT = "unit_merged", "unit_split"
VERBS = ("unit.merge", "unit.split")
# What happened, and what went over.
TITLES = {MERGED: "{old}已并入{new}", SPLIT: "{old}的部分工作已划入{new}"}
LEFT = "ticket_enterprise_left"


def word_left(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Say by its number alone which ticket is no more of an enterprise that the reader covers."""
    actions = AuditEntry.objects.filter(pk__in=owed[LEFT], verb=ENTERPRISE_LEFT)
    return {
        (LEFT, action.pk): Message(
            "工单转到另一家企业，不再由您包联", action.object_label, reverse("cases:desk")
        )
        for action in actions
        if reader.cadre_id in action.detail["team"]
    }


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Say to people of the county which unit went over into which, and with how much."""
    wanted = [pk for pks in owed.values() for pk in pks]
    rows = AuditEntry.objects.filter(pk__in=wanted, verb__in=VERBS)
    actions = {row.pk: row for row in rows if row.county_id in (*reader.home_county_ids, None)}
    return {
        (kind, pk): _message(kind, actions[pk])
        for kind, pks in owed.items()
        for pk in pks
        if pk in actions
    }


def _message(kind: str, action: AuditEntry) -> Message:
    moves = "、".join(action.detail["moves"]) or "没有在办事项"
    return Message(
        title=TITLES[kind].format(old=action.object_label, new=action.detail["into_name"]),
        text=f"一并接手：{moves}。对企业承诺的日期都不变。",
        url=reverse("cases:desk"),
    )
