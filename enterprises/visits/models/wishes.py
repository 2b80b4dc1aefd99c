"""What an enterprise wishes of visitors, and the quiet days (宁静日) of a county."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cadres.models import Written
from enterprises.visits.rules.quiet_days import QuietDays
from enterprises.visits.rules.slots import DayPart
from enterprises.visits.rules.wishes import Wish, WishSource


class ContactWish(Written):
    """All that an enterprise said at one time; the next saying ends it, and it is kept."""

    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="wishes")
    phone_only = models.BooleanField("电话即可", default=False)
    no_visits_until = models.DateField("不接待至", null=True, blank=True)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name="可选时段", default=list)
    part = models.CharField("上午或下午", max_length=20, choices=DayPart, default=DayPart.DAY)
    quiet_first = models.PositiveSmallIntegerField("每月从", null=True, blank=True)
    quiet_last = models.PositiveSmallIntegerField("每月到", null=True, blank=True)
    note = models.CharField("补充说明", max_length=200, blank=True, default="")
    source = models.CharField("来源", max_length=20, choices=WishSource)
    said_by = models.CharField("谁说的", max_length=40, blank=True, default="")
    written_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise"],
                name="contact_wish_standing_once",
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="contact_wish_quiet_has_both_ends",
                condition=Q(quiet_first__isnull=True, quiet_last__isnull=True)
                | Q(quiet_first__range=(1, 31), quiet_last__range=(1, 31)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise}"

    @property
    def county_id(self) -> int:
        return self.enterprise.county_id

    @property
    def wish(self) -> Wish:
        return Wish(
            self.phone_only,
            self.no_visits_until,
            tuple(self.weekdays),
            self.part,
            self.quiet_first,
            self.quiet_last,
            self.note,
        )


class QuietRule(models.Model):
    """Days of each month on which nobody goes into enterprises of the county, with the basis."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+")
    first_day = models.PositiveSmallIntegerField("每月从")
    last_day = models.PositiveSmallIntegerField("每月到")
    exceptions = models.CharField("例外", max_length=200, blank=True, default="")
    basis = models.CharField("依据", max_length=200)
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)
    set_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="quiet_rule_days_of_a_month",
                condition=Q(first_day__range=(1, 31), last_day__range=(1, 31)),
            ),
            models.CheckConstraint(name="quiet_rule_has_basis", condition=~Q(basis="")),
            models.CheckConstraint(
                name="quiet_rule_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.days)

    @property
    def days(self) -> QuietDays:
        return QuietDays(self.first_day, self.last_day, self.exceptions, self.basis)
