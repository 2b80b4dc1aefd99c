"""企业服务日: the day, the place, and the units that take part."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cadres.viewers.models.id_arrays import IdArrayField
from enterprises.service_days.rules import service_days as rules


class ServiceDay(models.Model):
    """One such day; what was heard at it are visits and tickets, which name it."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    # Of the whole county where it is of no township.
    township = models.ForeignKey(
        "cadres.Region", models.PROTECT, null=True, related_name="+", db_index=False
    )
    title = models.CharField("名称", max_length=rules.LONGEST_TITLE)
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=rules.LONGEST_PLACE)
    unit_ids = IdArrayField()
    set_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+", db_index=False)
    set_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True)
    called_off_why = models.CharField(
        "取消原因", max_length=rules.LONGEST_WHY, blank=True, default=""
    )

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="service_day_called_off_has_reason",
                condition=Q(called_off_at__isnull=True, called_off_why="")
                | Q(called_off_at__isnull=False) & ~Q(called_off_why=""),
            ),
            models.CheckConstraint(name="service_day_has_units", condition=~Q(unit_ids=[])),
        ]
        indexes = [models.Index(fields=["county", "-held_on"], name="service_day_county_on")]

    def __str__(self) -> str:
        return self.title
