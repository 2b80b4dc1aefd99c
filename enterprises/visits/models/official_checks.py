"""Official checks (涉企检查) as the county's calendar knows of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cadres.models import Written
from enterprises.visits.models.querysets import CheckQuerySet
from enterprises.visits.rules.official_checks import UNNAMED, CheckSource, Shown


class OfficialCheck(Written):
    """A body with the power to check came, or is to come. No findings, no orders."""

    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, related_name="official_checks"
    )
    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+")
    on = models.DateField("日期")
    body = models.CharField("检查单位", max_length=100, blank=True, default="")
    subject = models.CharField("检查事项", max_length=200, blank=True, default="")
    number = models.CharField("检查编号", max_length=60, blank=True, default="")
    scanned = models.CharField("扫码入企", max_length=10, choices=Shown, blank=True, default="")
    card = models.CharField("出示执法证", max_length=10, choices=Shown, blank=True, default="")
    notice = models.CharField("检查通知书", max_length=10, choices=Shown, blank=True, default="")
    source = models.CharField("来源", max_length=20, choices=CheckSource)
    noted_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    struck_reason = models.CharField(max_length=200, blank=True, default="")

    objects = CheckQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["enterprise", "on"], name="check_enterprise_on"),
            models.Index(fields=["county", "on"], name="check_county_on"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "number", "enterprise"],
                name="check_number_once",
                condition=~Q(number="") & Q(struck_at__isnull=True),
            ),
            models.CheckConstraint(
                name="check_struck_has_reason",
                condition=Q(struck_at__isnull=True) | ~Q(struck_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%F} {self.body or UNNAMED}"
