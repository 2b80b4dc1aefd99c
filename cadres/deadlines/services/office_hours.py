"""Sets office hours (作息时间): each time the calendar's next version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from cadres.deadlines.rules import office_hours
from cadres.deadlines.rules.office_hours import Season
from cadres.deadlines.rules.workdays import LAST_DAY
from cadres.deadlines.selectors import office_hours as standing
from cadres.deadlines.services.calendar import next_version
from cadres.errors import Absent, Conflict, Invalid
from cadres.models import CalendarVersion, OfficeHours, Region
from cadres.people.rules import administration
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer

VERBS = ("calendar.hours", "calendar.hours_withdraw")


@dataclass(frozen=True, slots=True)
class NewHours:
    """A season of office hours, where it holds (nowhere named: everywhere), and by what document.

    The same first day again replaces what was set for it.
    """

    season: Season
    basis: str
    region_id: int | None = None


@transaction.atomic
def set_office_hours(hours: NewHours, *, actor: Viewer, read: Read) -> CalendarVersion:
    """From its first day on the season holds in the region, until another one begins there."""
    administration.check_administers(actor)
    _check(hours, actor)
    season = hours.season
    version = next_version(f"{season.label}：{season}", actor=actor)
    _check_unmoved(hours, actor, read)
    _season(hours.region_id, season.valid_from).update(until=version)
    OfficeHours.objects.bulk_create(
        OfficeHours(
            region_id=hours.region_id,
            label=season.label.strip(),
            valid_from=season.valid_from,
            starts=span.starts,
            ends=span.ends,
            basis=hours.basis.strip(),
            since=version,
        )
        for span in season.spans
    )
    audit.record(
        "calendar.hours",
        version,
        actor=actor,
        region=hours.region_id,
        valid_from=str(season.valid_from),
        hours=str(season),
        basis=hours.basis.strip(),
    )
    return version


@transaction.atomic
def withdraw_office_hours(row: OfficeHours, *, actor: Viewer) -> CalendarVersion:
    """A season that has not begun is taken back; the one before it goes on."""
    administration.check_administers(actor)
    if row.valid_from <= actor.today:
        raise Invalid("已经执行的作息时间不能取消，请设置新的作息时间。")
    version = next_version(f"取消{row.label}", actor=actor)
    season = _season(row.region_id, row.valid_from)
    if not season.filter(pk=row.pk).exists():
        raise Conflict("这个作息时间已经取消或更换，请刷新页面。")
    season.update(until=version)
    audit.record(
        "calendar.hours_withdraw",
        version,
        actor=actor,
        region=row.region_id,
        valid_from=str(row.valid_from),
    )
    return version


def _check_unmoved(hours: NewHours, actor: Viewer, read: Read) -> None:
    season = hours.season
    spot = standing.spot(hours.region_id, season.valid_from)
    last = _season(hours.region_id, season.valid_from).select_related("since").first()
    edits.unmoved(
        spot,
        standing.standing().get(spot, ""),
        f"{season.label} {season}",
        about=standing.ABOUT,
        last=last.since if last else None,
        read=read,
        actor=actor,
        verbs=VERBS,
    )


def _season(region_id: int | None, begins: date) -> QuerySet[OfficeHours]:
    standing = OfficeHours.objects.filter(until__isnull=True, valid_from=begins)
    if region_id is None:
        return standing.filter(region__isnull=True)
    return standing.filter(region_id=region_id)


def _check(hours: NewHours, actor: Viewer) -> None:
    season = hours.season
    office_hours.check(season.label, season.spans)
    if not hours.basis.strip():
        raise Invalid("请填写依据文件的名称和文号。", {"basis": "请填写依据文件"})
    # The software itself sets up the past; a person may not move what people have worked by.
    if season.valid_from < actor.today and not actor.is_system:
        raise Invalid(
            "生效日期不能早于今天，已经过去的作息时间不能改动。", {"valid_from": "不能早于今天"}
        )
    if season.valid_from > LAST_DAY:
        raise Invalid("生效日期超出工作日历的范围，请核对。", {"valid_from": "请核对日期"})
    if hours.region_id and not Region.objects.filter(pk=hours.region_id).exists():
        raise Absent("没有这个地区，请从列表中选择。")
