"""Days that are not what their weekday says, the notices they rest on, in numbered versions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from cadres.deadlines.rules.holiday_notices import DayKind


class CalendarVersion(models.Model):
    """One state of the whole calendar. A version is never changed; loading makes the next one."""

    number = models.PositiveIntegerField("版本号", unique=True)
    loaded_at = models.DateTimeField("载入时间")
    loaded_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    note = models.CharField("说明", max_length=200)

    def __str__(self) -> str:
        return f"日历第 {self.number} 版"


class CalendarNotice(models.Model):
    """The document (通知) on which days rest; a local one does not publish a year."""

    version = models.ForeignKey(CalendarVersion, models.PROTECT, related_name="notices")
    year = models.PositiveSmallIntegerField("年份")
    title = models.CharField("标题", max_length=200)
    document_number = models.CharField("文号", max_length=80, blank=True, default="")
    source = models.CharField("来源", max_length=300, blank=True, default="")
    published_on = models.DateField("发布日期", null=True, blank=True)
    amends = models.BooleanField("调整通知", default=False)
    is_local = models.BooleanField("本地", default=False)

    class Meta:
        indexes = [models.Index(fields=["year"], name="calendar_notice_year")]

    def __str__(self) -> str:
        return f"{self.title} {self.document_number}".strip()


class CalendarDay(models.Model):
    """A marked day: it holds from the version `since` on, and no longer in the version `until`."""

    day = models.DateField("日期")
    kind = models.CharField("类别", max_length=10, choices=DayKind)
    label = models.CharField("名称", max_length=40)
    region = models.ForeignKey(
        "cadres.Region", models.PROTECT, null=True, blank=True, related_name="closures"
    )
    notice = models.ForeignKey(CalendarNotice, models.PROTECT, related_name="days")
    since = models.ForeignKey(CalendarVersion, models.PROTECT, related_name="days_begun")
    until = models.ForeignKey(
        CalendarVersion, models.PROTECT, null=True, blank=True, related_name="days_ended"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="calendar_day_closure_has_region",
                condition=Q(kind=DayKind.CLOSURE, region__isnull=False)
                | (~Q(kind=DayKind.CLOSURE) & Q(region__isnull=True)),
            ),
            models.CheckConstraint(
                name="calendar_day_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
            ),
            models.UniqueConstraint(
                fields=["day"],
                name="calendar_day_once",
                condition=Q(region__isnull=True, until__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["day", "region"],
                name="calendar_closure_once_per_region",
                condition=Q(region__isnull=False, until__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.get_kind_display()}"


class OfficeHours(models.Model):
    """A span of the office day (作息时间); the rows that share region and first day are a season.

    A season holds until the next one of its region begins. Like a marked day a row holds from the
    version `since` on, and no longer in the version `until`.
    """

    region = models.ForeignKey(
        "cadres.Region", models.PROTECT, null=True, blank=True, related_name="office_hours"
    )
    label = models.CharField("名称", max_length=40)
    valid_from = models.DateField("生效日期")
    starts = models.TimeField("上班")
    ends = models.TimeField("下班")
    basis = models.CharField("依据文件", max_length=200)
    since = models.ForeignKey(CalendarVersion, models.PROTECT, related_name="hours_begun")
    until = models.ForeignKey(
        CalendarVersion, models.PROTECT, null=True, blank=True, related_name="hours_ended"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="office_hours_end_after_they_start", condition=Q(ends__gt=F("starts"))
            ),
            models.CheckConstraint(
                name="office_hours_stop_after_they_hold",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
            ),
            models.UniqueConstraint(
                Coalesce("region", Value(0)),
                F("valid_from"),
                F("starts"),
                name="office_hours_start_once",
                condition=Q(until__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts:%H:%M}–{self.ends:%H:%M}"
