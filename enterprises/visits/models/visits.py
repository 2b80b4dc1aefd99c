"""Contacts with an enterprise (走访): on site, by phone or online; nothing in them is forced."""

from __future__ import annotations

from django.db import models

from cadres.models import Written
from enterprises.register.models.querysets import VisitQuerySet
from enterprises.visits.rules.visits import Manner, Purpose


class Visit(Written):
    """One contact, by one or several cadres."""

    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="visits")
    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+")
    manner = models.CharField("方式", max_length=20, choices=Manner, default=Manner.ON_SITE)
    purpose = models.CharField("目的", max_length=20, choices=Purpose, default=Purpose.NEEDS)
    visited_on = models.DateField("日期")
    # Held on that day, where the enterprise was met at one.
    service_day = models.ForeignKey(
        "enterprises.ServiceDay", models.PROTECT, null=True, related_name="visits", db_index=False
    )
    summary = models.TextField("情况摘要", blank=True, default="")
    filed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()

    objects = VisitQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["enterprise", "-visited_on"], name="visit_enterprise_on"),
            models.Index(fields=["county", "-visited_on"], name="visit_county_on"),
            models.Index(fields=["-visited_on", "-id"], name="visit_on"),
            models.Index(fields=["filed_by", "-visited_on"], name="visit_filer_on"),
            models.Index(
                fields=["service_day"],
                name="visit_service_day",
                condition=models.Q(service_day__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visited_on:%F} {self.enterprise}"


class VisitMember(Written):
    """A cadre who took part, with the unit of that day (people move, the record does not)."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="members")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="visits")
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "cadre"], name="visit_member_once")]

    def __str__(self) -> str:
        return f"{self.cadre}"


class VisitFile(models.Model):
    """A photo or a paper of a visit; read through a guarded view by whoever may read the visit."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="files")
    file = models.FileField(upload_to="visits/%Y/%m/")
    # A small picture of a picture; empty beside other files.
    thumbnail = models.FileField(upload_to="visits/%Y/%m/", blank=True, default="")
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
