"""How long each step may take, by which document, from when to when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from cadres.deadlines.rules import limit_groups
from cadres.deadlines.rules.limits import LimitUnit, words
from cadres.deadlines.rules.presets import subject_label


class TimeLimit(models.Model):
    """One limit (时限). Changing it closes this row and opens another; nothing is overwritten.

    `valid_to` is the first day on which it no longer holds, so a row that was replaced on the day
    of its beginning was never in force.
    """

    key = models.CharField("环节", max_length=30, choices=limit_groups.choices)
    # The code of the handling class; empty for all classes.
    subject = models.CharField("办理类型", max_length=30, blank=True, default="")
    amount = models.PositiveSmallIntegerField("数量")
    unit = models.CharField("单位", max_length=15, choices=LimitUnit)
    basis = models.CharField("依据文件", max_length=200)
    region = models.ForeignKey(
        "cadres.Region", models.PROTECT, null=True, blank=True, related_name="limits"
    )
    valid_from = models.DateField("生效日期")
    valid_to = models.DateField("失效日期", null=True, blank=True)
    preset = models.CharField("方案", max_length=30, blank=True, default="")
    set_at = models.DateTimeField("设置时间")
    set_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="time_limit_is_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="time_limit_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                F("key"),
                F("subject"),
                Coalesce("region", Value(0)),
                name="time_limit_open_once",
                condition=Q(valid_to__isnull=True),
            ),
            models.UniqueConstraint(
                F("key"),
                F("subject"),
                Coalesce("region", Value(0)),
                F("valid_from"),
                name="time_limit_begins_once",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display()} {self.words}"

    @property
    def words(self) -> str:
        return words(self.amount, self.unit)

    @property
    def subject_words(self) -> str:
        return subject_label(self.subject)
