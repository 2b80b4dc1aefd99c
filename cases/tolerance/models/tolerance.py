"""容错认定: the county's list of circumstances, and what competent organs have found by it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cases.tolerance.rules.tolerance import Outcome


class ToleranceCircumstance(models.Model):
    """One circumstance of the list (容错情形), for everybody or for one county; it is never
    reworded, only ended: findings stand on it."""

    region = models.ForeignKey(
        "cadres.Region", models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.CharField("情形", max_length=200)
    basis = models.CharField("依据文件", max_length=200)
    valid_from = models.DateField("生效日期")
    # The first day on which it no longer holds.
    valid_to = models.DateField("失效日期", null=True, blank=True)
    set_at = models.DateTimeField("设置时间")
    set_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="tolerance_circumstance_is_whole",
                condition=~(Q(text="") | Q(basis="")),
            ),
            models.CheckConstraint(
                name="tolerance_circumstance_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ToleranceFinding(models.Model):
    """A finding of a competent organ about the matter of a ticket, in the hands of which unit."""

    ticket = models.ForeignKey("cases.Ticket", models.PROTECT, related_name="tolerance_findings")
    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, related_name="+")
    matter = models.TextField("认定事项")
    circumstance = models.ForeignKey(ToleranceCircumstance, models.PROTECT, related_name="findings")
    organ = models.CharField("认定机关", max_length=80)
    document_number = models.CharField("认定文号", max_length=60)
    decided_on = models.DateField("认定日期")
    outcome = models.CharField("认定结果", max_length=10, choices=Outcome)
    recorded_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    principal = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="tolerance_finding_is_whole",
                condition=~(Q(matter="") | Q(organ="") | Q(document_number="")),
            ),
            models.UniqueConstraint(
                fields=["ticket", "document_number"], name="tolerance_finding_once_a_document"
            ),
        ]
        indexes = [
            models.Index(fields=["county", "decided_on"], name="tolerance_county_day"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.document_number}"
