"""Notices about letters, in words, for readers who may see the letter now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from cadres.notifications.selectors.notices import Key, Message
from cadres.viewers.rules.viewer import Viewer
from cases.letters.selectors import letters

# To the head of the office, to the clerks of the office, and to the unit.
TO_APPROVE = {"letter_proposed": "文书待您审批"}
TITLES = {
    **TO_APPROVE,
    "letter_approved": "文书审批通过，请编号印发",
    "letter_refused": "文书被退回修改",
    "letter_issued": "收到文书，请按期回复",
    "letter_replied": "收文单位已回复文书",
    "letter_received": "收文单位已签收文书",
    "letter_named": "请阅看一份文书",
    "letter_recounted": "日历更新，文书的回复期限已重算",
}


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Return a message per letter that the reader may see; nothing for the others."""
    wanted = {pk for pks in owed.values() for pk in pks}
    found = letters.rows(seen_by=reader).filter(pk__in=wanted)
    texts = {pk: f"{number} {title}".strip() for pk, number, title in found.values_list(*_SHOWN)}
    return {
        (kind, pk): Message(TITLES[kind], texts[pk], reverse("cases:letter", args=[pk]))
        for kind, pks in owed.items()
        for pk in pks
        if pk in texts
    }


_SHOWN = ("pk", "number", "title")
