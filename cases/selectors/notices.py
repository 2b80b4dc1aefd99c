"""Notices about tickets, in words, for readers who may see the ticket now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.urls import reverse

from cadres.rules.telling import Group
from cadres.rules.viewer import Viewer
from cadres.selectors.notices import Key, Message
from cases.models import Ticket
from cases.models.querysets import TicketQuerySet

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
}

# Kinds that do not belong to 工单流转.
GROUPS = {"ticket_resolved": Group.APPROVAL}
# What the group of the handling unit may learn: that something waits there, by its number.
FOR_UNITS = ("ticket_dispatched", "ticket_denied")


def kinds_by_group() -> dict[Group, list[str]]:
    found: dict[Group, list[str]] = defaultdict(list)
    for kind in TITLES:
        found[GROUPS.get(kind, Group.FLOW)].append(kind)
    return found


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Return a message per ticket that the reader may see; nothing for the others."""
    rows = _visible(owed, reader).values_list("pk", "number", "enterprise__name", "title")
    return _messages(
        owed, {pk: f"{number} {firm or ''} {title}" for pk, number, firm, title in rows}
    )


def word_for_unit(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Return the number alone of each ticket that is the unit's now."""
    return _messages(owed, dict(_visible(owed, reader).values_list("pk", "number")))


def seen(owed: Mapping[str, Sequence[int]], reader: Viewer) -> set[Key]:
    """Return which of the tickets the reader may see, without a word."""
    pks = set(_visible(owed, reader).values_list("pk", flat=True))
    return {(kind, pk) for kind, ids in owed.items() for pk in ids if pk in pks}


def _visible(owed: Mapping[str, Sequence[int]], reader: Viewer) -> TicketQuerySet:
    wanted = {pk for pks in owed.values() for pk in pks}
    return Ticket.objects.visible_to(reader).filter(pk__in=wanted)


def _messages(owed: Mapping[str, Sequence[int]], texts: Mapping[int, str]) -> dict[Key, Message]:
    # One look-up of the address for a hundred lines.
    before, _, after = reverse("cases:ticket-detail", args=[0]).rpartition("0")
    return {
        (kind, pk): Message(TITLES[kind], texts[pk], f"{before}{pk}{after}")
        for kind, pks in owed.items()
        for pk in pks
        if pk in texts
    }
