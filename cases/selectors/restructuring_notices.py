"""Notices that units became others, in words; the trail's line of the deed holds the facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from cadres.models import AuditEntry
from cadres.rules.viewer import Viewer
from cadres.selectors.notices import Key, Message

MERGED = "unit_merged"
VERBS = {MERGED: "unit.merge"}


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Say to people of the county which unit went over into which, and with how much."""
    wanted = [pk for pks in owed.values() for pk in pks]
    rows = AuditEntry.objects.filter(pk__in=wanted, verb__in=VERBS.values())
    deeds = {row.pk: row for row in rows if row.county_id in (*reader.home_county_ids, None)}
    return {
        (kind, pk): _message(deeds[pk]) for kind, pks in owed.items() for pk in pks if pk in deeds
    }


def _message(deed: AuditEntry) -> Message:
    moves = "、".join(deed.detail["moves"]) or "没有在办事项"
    return Message(
        title=f"{deed.object_label}已并入{deed.detail['into_name']}",
        text=f"一并接手：{moves}。对企业承诺的日期都不变。",
        url=reverse("cases:desk"),
    )
