"""Loads a year's notice and closes a region's offices: each makes a new numbered version.

Nothing else is moved here: deadlines that are open are recounted elsewhere, after a preview, from
the number of the version that these services return.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction

from cadres.deadlines.rules import holiday_notices
from cadres.deadlines.rules.holiday_notices import DayKind, MarkedDay, Notice
from cadres.deadlines.rules.workdays import FIRST_DAY, LAST_DAY
from cadres.deadlines.selectors import calendar
from cadres.errors import Absent, Conflict, Invalid
from cadres.models import CalendarDay, CalendarNotice, CalendarVersion, Region
from cadres.people.rules import administration
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer

PACKAGED = Path(__file__).parents[2] / "calendars"
LONGEST_CLOSURE = 60


@dataclass(frozen=True, slots=True)
class Closure:
    """A local closure (本地停止办公): the days, the reason, and the document that orders it."""

    region_id: int
    first: date
    last: date
    label: str
    title: str
    document_number: str = ""


@transaction.atomic
def load_notice(notice: Notice, *, actor: Viewer, read: Read) -> CalendarVersion:
    """A year's official arrangement becomes the calendar's next version."""
    administration.check_administers(actor)
    holiday_notices.check(notice)
    version = next_version(f"载入{notice.title}", actor=actor)
    _check_unmoved(notice, actor, read)
    _check_amended_year(notice)
    document = CalendarNotice.objects.create(
        version=version,
        year=notice.year,
        title=notice.title,
        document_number=notice.document_number,
        source=notice.source,
        published_on=notice.published_on,
        amends=notice.amends,
    )
    before = calendar.marked_days()
    then = holiday_notices.after(before, notice)
    _end(before - then, version)
    _begin(then - before, version, document)
    audit.record("calendar.load", version, actor=actor, year=notice.year, title=notice.title)
    return version


@transaction.atomic
def load_published_years(*, actor: Viewer) -> list[CalendarVersion]:
    """The notices that come with the software are loaded, each as a version; known ones are not."""
    known = set(CalendarNotice.objects.values_list("year", "document_number"))
    packaged = [holiday_notices.notice_from(json.loads(text)) for text in _packaged()]
    missing = [n for n in packaged if (n.year, n.document_number) not in known]
    return [
        load_notice(notice, actor=actor, read=calendar.read(notice.year, seen_by=actor))
        for notice in missing
    ]


@transaction.atomic
def close_offices(closure: Closure, *, actor: Viewer) -> CalendarVersion:
    """The offices of a region stay closed on these days; no term counts them there."""
    administration.check_administers(actor)
    _check_closure(closure)
    version = next_version(f"{closure.label}停止办公", actor=actor)
    days = _new_closure_days(closure)
    document = CalendarNotice.objects.create(
        version=version,
        year=closure.first.year,
        title=closure.title,
        document_number=closure.document_number,
        is_local=True,
    )
    CalendarDay.objects.bulk_create(
        CalendarDay(
            day=day,
            kind=DayKind.CLOSURE,
            label=closure.label,
            region_id=closure.region_id,
            notice=document,
            since=version,
        )
        for day in days
    )
    audit.record("calendar.close", version, actor=actor, first=str(days[0]), last=str(days[-1]))
    return version


@transaction.atomic
def reopen_offices(day: CalendarDay, *, actor: Viewer) -> CalendarVersion:
    """A local closure of one day is taken back; earlier versions keep it."""
    administration.check_administers(actor)
    version = next_version(f"取消{day.label}停止办公", actor=actor)
    standing = CalendarDay.objects.filter(pk=day.pk, kind=DayKind.CLOSURE, until__isnull=True)
    if not standing.update(until=version):
        raise Conflict("这一天的停止办公已经取消，请刷新页面。")
    audit.record("calendar.reopen", version, actor=actor, day=str(day.day))
    return version


def next_version(note: str, *, actor: Viewer) -> CalendarVersion:
    """Number the calendar's next state; the action that fills it leaves the trace."""
    # All wait at the same row, the first version: at the newest, late comers would lock another.
    # Read afterwards, in a second statement, so that whoever waited sees the newest.
    CalendarVersion.objects.select_for_update(no_key=True).order_by("number").first()
    newest = CalendarVersion.objects.order_by("-number").values_list("number", flat=True).first()
    return CalendarVersion.objects.create(
        number=(newest or 0) + 1, loaded_at=actor.at, loaded_by_id=actor.cadre_id, note=note[:200]
    )


def _check_unmoved(notice: Notice, actor: Viewer, read: Read) -> None:
    of_year = CalendarVersion.objects.filter(notices__year=notice.year, notices__is_local=False)
    edits.unmoved(
        str(notice.year),
        calendar.loaded(notice.year),
        notice.title,
        about=calendar.ABOUT,
        last=of_year.order_by("number").last(),
        read=read,
        actor=actor,
        verbs=("calendar.load",),
    )


def _end(days: frozenset[MarkedDay], version: CalendarVersion) -> None:
    standing = CalendarDay.objects.filter(until__isnull=True, region__isnull=True)
    standing.filter(day__in=[marked.day for marked in days]).update(until=version)


def _begin(days: frozenset[MarkedDay], version: CalendarVersion, document: CalendarNotice) -> None:
    CalendarDay.objects.bulk_create(
        CalendarDay(
            day=marked.day, kind=marked.kind, label=marked.label, notice=document, since=version
        )
        for marked in sorted(days, key=lambda marked: marked.day)
    )


def _check_amended_year(notice: Notice) -> None:
    known = CalendarNotice.objects.filter(year=notice.year, is_local=False)
    if notice.amends and not known.exists():
        raise Invalid(f"{notice.year} 年的放假通知尚未载入，请先载入全年通知，再载入调整通知。")


def _check_closure(closure: Closure) -> None:
    if not Region.objects.filter(pk=closure.region_id).exists():
        raise Absent("没有这个地区，请从列表中选择。")
    if not closure.label.strip() or not closure.title.strip():
        raise Invalid("请填写停止办公的原因和依据文件。")
    if not FIRST_DAY <= closure.first <= closure.last <= LAST_DAY:
        raise Invalid("停止办公的结束日期不能早于开始日期，请核对。")
    if (closure.last - closure.first).days >= LONGEST_CLOSURE:
        raise Invalid(f"停止办公一次最多 {LONGEST_CLOSURE} 天，请核对日期。")


def _new_closure_days(closure: Closure) -> list[date]:
    span = (closure.last - closure.first).days + 1
    days = [closure.first + timedelta(days=i) for i in range(span)]
    closed = CalendarDay.objects.filter(
        region_id=closure.region_id, until__isnull=True, day__in=days
    )
    taken = set(closed.values_list("day", flat=True))
    if taken.issuperset(days):
        raise Conflict("这些日期已经登记为停止办公，无须重复登记。")
    return [day for day in days if day not in taken]


def _packaged() -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted(PACKAGED.glob("*.json"))]
