"""What came by a code: through which one, what was answered, and the link that follows it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cases.enterprise_side.rules.scan_reports import (
    LONGEST_CASE,
    LONGEST_FIRM,
    Abuse,
    Debtor,
    Noticed,
)


class ScanReport(models.Model):
    """One report by a code. Of its link only the digest of the token is kept."""

    ticket = models.ForeignKey("cases.Ticket", models.CASCADE, related_name="scan_reports")
    enterprise_code = models.ForeignKey(
        "enterprises.EnterpriseCode", models.PROTECT, null=True, related_name="+"
    )
    place_code = models.ForeignKey(
        "enterprises.PlaceCode", models.PROTECT, null=True, related_name="+"
    )
    filed_at = models.DateTimeField()
    # The signed form, which brings one report.
    form_mark = models.CharField(max_length=64, unique=True)
    follow_digest = models.CharField(max_length=64, unique=True)
    about_unit = models.ForeignKey("cadres.Unit", models.PROTECT, null=True, related_name="+")
    firm_said = models.CharField("诉求人说的企业", max_length=LONGEST_FIRM, blank=True, default="")
    scanned = models.CharField(max_length=8, choices=Noticed, blank=True, default="")
    certificate = models.CharField(max_length=8, choices=Noticed, blank=True, default="")
    notice = models.CharField(max_length=8, choices=Noticed, blank=True, default="")
    abuses = ArrayField(models.CharField(max_length=10, choices=Abuse), default=list)
    amount = models.DecimalField("拖欠金额", max_digits=13, decimal_places=2, null=True)
    contract_on = models.DateField("合同日期", null=True)
    debtor = models.CharField("欠款方", max_length=12, choices=Debtor, blank=True, default="")
    case_number = models.CharField("国家平台编号", max_length=LONGEST_CASE, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="scan_report_came_by_one_code",
                condition=Q(enterprise_code__isnull=True, place_code__isnull=False)
                | Q(enterprise_code__isnull=False, place_code__isnull=True),
            ),
            models.CheckConstraint(
                name="scan_report_owes_something",
                condition=Q(amount__isnull=True) | Q(amount__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.filed_at:%F}"
