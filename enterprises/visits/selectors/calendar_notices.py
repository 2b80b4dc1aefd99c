"""Notices about the contact calendar, in words, for readers who see the enterprise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from cadres.notifications.selectors.notices import Key, Message
from cadres.pages.rules import wording
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import ContactWish, Enterprise
from enterprises.visits.rules import notice_kinds as kinds
from enterprises.visits.selectors import booked_visits, official_checks, wishes
from enterprises.visits.selectors.booked_visits import BookedVisit

TITLES = {
    kinds.BOOKED: "有单位预约走访",
    kinds.JOINED: "有人同去走访",
    kinds.MOVED: "走访安排有变化",
    kinds.CANCELLED: "走访预约已取消",
    kinds.CHOSEN: "企业选定了走访时间",
    kinds.DECLINED: "企业谢绝走访",
}


def word_booking(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Who comes, when and why, as far as the reader may know."""
    wanted = {pk for pks in owed.values() for pk in pks}
    rows = booked_visits.rows(seen_by=reader).filter(pk__in=wanted)
    lines = {line.pk: line for line in booked_visits.lines(rows, seen_by=reader)}
    return {
        (kind, pk): _booking(kind, lines[pk])
        for kind, pks in owed.items()
        for pk in pks
        if pk in lines
    }


def word_wish(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """What an enterprise wishes; what it has taken back since is told no more."""
    seen = Enterprise.objects.visible_to(reader)
    rows = ContactWish.objects.filter(pk__in=owed[kinds.WISHED], enterprise__in=seen)
    standing = rows.filter(ended_at__isnull=True).select_related("enterprise", "written_by")
    return {(kinds.WISHED, one.pk): _wish(one, reader) for one in standing}


def word_check(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    rows = official_checks.rows(seen_by=reader).filter(pk__in=owed[kinds.CHECKED])
    return {
        (kinds.CHECKED, line.pk): Message(
            title="企业有检查",
            text=f"{line.enterprise}，{wording.day(line.on, reader.today)}，{line.body}检查"
            f"{f'（{line.subject}）' if line.subject else ''}。{line.source}。",
            url=reverse("enterprises:enterprise-detail", args=[line.enterprise_id]),
        )
        for line in official_checks.lines(rows, (), seen_by=reader)
    }


def _booking(kind: str, line: BookedVisit) -> Message:
    who = "、".join(line.people or line.units) or "有干部"
    reason = f"原因：{line.reason}。" if line.reason else ""
    when = "、".join(time.when for time in line.times) or line.when
    choose = "（待企业选时间）" if line.times else ""
    return Message(
        title=TITLES[kind],
        text=f"{line.enterprise}，{when}{choose}，{who}，{line.purpose}。{reason}",
        url=reverse("enterprises:booking-detail", args=[line.pk]),
    )


def _wish(row: ContactWish, reader: Viewer) -> Message:
    line = wishes.line_of(row, reader.today)
    return Message(
        title="企业有联系意愿",
        text=f"{row.enterprise.name}：{'；'.join(line.phrases)}。{line.source}。",
        url=reverse("enterprises:enterprise-detail", args=[row.enterprise_id]),
    )
