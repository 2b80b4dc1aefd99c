"""结果应用: a published result, and what it was used for by whose document."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cadres.submissions.rules import text_limits
from cases.office_work.rules import results as rules
from cases.office_work.rules.results import UseKind


class ResultUse(models.Model):
    """One use of one published result, for a unit or for the county; it names no person."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField("应用方式", max_length=12, choices=UseKind)
    result = models.CharField("依据的结果", max_length=text_limits.DOCUMENT)
    result_number = models.CharField(
        "结果文号", max_length=text_limits.OUTER_NUMBER, blank=True, default=""
    )
    published_on = models.DateField("结果发布日期")
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, null=True, related_name="+")
    used_for = models.TextField("用于什么")
    organ = models.CharField("决定机关", max_length=rules.LONGEST_ORGAN)
    document = models.CharField("决定文件", max_length=text_limits.DOCUMENT)
    document_number = models.CharField("文号", max_length=text_limits.OUTER_NUMBER)
    decided_on = models.DateField("决定日期")
    filed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    filed_at = models.DateTimeField("登记时间")
    voided_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True)
    voided_why = models.TextField("撤销原因", blank=True, default="")

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="result_use_follows_its_result",
                condition=Q(decided_on__gte=F("published_on")),
            ),
            models.CheckConstraint(
                name="result_use_has_its_document",
                condition=~(Q(result="") | Q(used_for="") | Q(organ="") | Q(document=""))
                & ~Q(document_number=""),
            ),
            models.CheckConstraint(
                name="result_use_voided_has_words",
                condition=Q(voided_at__isnull=True, voided_by__isnull=True, voided_why="")
                | Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(voided_why=""),
            ),
        ]
        indexes = [
            models.Index(fields=["county", "-decided_on", "-id"], name="result_use_county_on")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.document_number}"
