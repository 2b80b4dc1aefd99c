"""Notices about bulletins, in words, for readers who may see the bulletin now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from cadres.notifications.selectors.notices import Key, Message
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.selectors import bulletins

TO_APPROVE = {"bulletin_proposed": "通报待您审批"}
TITLES = {
    **TO_APPROVE,
    "bulletin_approved": "通报审批通过，请封存发布",
    "bulletin_refused": "通报被退回修改",
    "bulletin_published": "通报已发布",
}


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Return a message per bulletin that the reader may see; nothing for the others."""
    wanted = {pk for pks in owed.values() for pk in pks}
    found = bulletins.rows(seen_by=reader).filter(pk__in=wanted)
    texts = {pk: f"{number} {title}".strip() for pk, number, title in found.values_list(*_SHOWN)}
    return {
        (kind, pk): Message(TITLES[kind], texts[pk], reverse("cases:bulletin", args=[pk]))
        for kind, pks in owed.items()
        for pk in pks
        if pk in texts
    }


_SHOWN = ("pk", "number", "title")
