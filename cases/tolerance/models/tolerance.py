"""容错认定: the county's list of circumstances, and what competent organs have found by it."""

from __future__ import annotations

from typing import Self

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


class ToleranceFindingQuerySet(models.QuerySet["ToleranceFinding"]):
    def standing(self) -> Self:
        """Those that no organ took back."""
        return self.filter(revoked_at__isnull=True)


class ToleranceFinding(models.Model):
    """A finding of a competent organ about the matter of a ticket, in the hands of which unit.

    It is never deleted or reworded. An organ may take it back (撤销): by which document, and why,
    stands beside it from then on.
    """

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
    revoked_at = models.DateTimeField("撤销登记时间", null=True, blank=True)
    # The day of the document by which it was taken back.
    revoked_on = models.DateField("撤销日期", null=True, blank=True)
    revoking_organ = models.CharField("决定撤销的机关", max_length=80, blank=True, default="")
    revoking_document = models.CharField("撤销文号", max_length=60, blank=True, default="")
    revoked_why = models.TextField("撤销理由", blank=True, default="")
    revoked_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    revoking_principal = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+"
    )

    objects = ToleranceFindingQuerySet.as_manager()

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
            models.CheckConstraint(
                name="tolerance_revocation_is_whole",
                condition=Q(
                    revoked_at=None,
                    revoked_on=None,
                    revoked_by=None,
                    revoking_organ="",
                    revoking_document="",
                    revoked_why="",
                )
                | Q(revoked_at__isnull=False, revoked_on__isnull=False, revoked_by__isnull=False)
                & ~(Q(revoking_organ="") | Q(revoking_document="") | Q(revoked_why="")),
            ),
            models.CheckConstraint(
                name="tolerance_revoked_after_it_was_found",
                condition=Q(revoked_on__isnull=True) | Q(revoked_on__gte=F("decided_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["county", "decided_on"], name="tolerance_county_day"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.document_number}"
