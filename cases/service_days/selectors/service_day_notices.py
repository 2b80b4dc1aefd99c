"""Notices about service days in words, for readers who see the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from cadres.notifications.rules.preferences import Group
from cadres.notifications.selectors import notices
from cadres.notifications.selectors.notices import Key, Message
from cadres.pages.rules import wording
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import ServiceDay
from enterprises.service_days.rules import notice_kinds as kinds
from enterprises.service_days.selectors import service_days

TITLES = {
    kinds.SET: "请本单位参加企业服务日",
    kinds.CHANGED: "企业服务日的安排有变化",
    kinds.CALLED_OFF: "企业服务日已取消",
}


def register() -> None:
    notices.register(kinds.KINDS, word, group=Group.COVERAGE)


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """When and where it is as it stands now; of one that was called off only that is told."""
    wanted = {pk for pks in owed.values() for pk in pks}
    days = service_days.rows(seen_by=reader).in_bulk(wanted)
    return {
        (kind, pk): _message(kind, days[pk], reader)
        for kind, pks in owed.items()
        for pk in pks
        if pk in days and (days[pk].called_off_at is None or kind == kinds.CALLED_OFF)
    }


def _message(kind: str, day: ServiceDay, reader: Viewer) -> Message:
    why = f"原因：{day.called_off_why}" if kind == kinds.CALLED_OFF else ""
    return Message(
        title=TITLES[kind],
        text=f"{day.title}，{wording.day(day.held_on, reader.today)}，{day.place}。{why}",
        url=reverse("cases:service-day", args=[day.pk]),
    )
