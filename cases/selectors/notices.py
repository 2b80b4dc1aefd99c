"""Notices about tickets, in words, for readers who may see the ticket now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from cadres.rules.viewer import Viewer
from cadres.selectors.notices import Key, Message
from cases.models import Ticket

TITLES = {
    "ticket_filed": "新登记工单，待交办",
    "ticket_voided": "工单已作废",
    "ticket_dispatched": "新交办工单，待签收",
    "ticket_objected": "承办单位退回，待重新交办",
    "ticket_accepted": "承办单位已签收",
    "ticket_progress": "工单有新进展",
    "ticket_resolved": "办理结果待您审核",
    "ticket_sent_back": "负责人退回补办",
    "ticket_approved": "审核通过，待企业确认",
    "ticket_closed": "企业已确认，工单办结",
    "ticket_denied": "企业反映未解决，重新办理",
    "ladder_reminder": "工单提醒",
    "ladder_step": "工单被督办，请按期回复",
    "ladder_proposed": "督办待您签发",
    "ladder_answered": "承办单位已回复督办",
    "ladder_exempted": "工单已登记容错免责",
}


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Return a message per ticket that the reader may see; nothing for the others."""
    wanted = {pk for pks in owed.values() for pk in pks}
    seen = Ticket.objects.visible_to(reader).filter(pk__in=wanted)
    rows = seen.values_list("pk", "number", "enterprise__name", "title")
    # One look-up of the address for a hundred lines.
    before, _, after = reverse("cases:ticket-detail", args=[0]).rpartition("0")
    texts = {pk: f"{number} {firm or ''} {title}" for pk, number, firm, title in rows}
    return {
        (kind, pk): Message(TITLES[kind], texts[pk], f"{before}{pk}{after}")
        for kind, pks in owed.items()
        for pk in pks
        if pk in texts
    }


def seen(owed: Mapping[str, Sequence[int]], reader: Viewer) -> set[Key]:
    """Return which of the tickets the reader may see, without a word."""
    wanted = {pk for pks in owed.values() for pk in pks}
    visible = Ticket.objects.visible_to(reader).filter(pk__in=wanted)
    pks = set(visible.values_list("pk", flat=True))
    return {(kind, pk) for kind, ids in owed.items() for pk in ids if pk in pks}
