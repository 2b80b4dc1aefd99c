"""Indicators in three levels, what an evaluation found by them, and the evidence that answers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear

from cadres.submissions.rules import text_limits
from cases.office_work.rules.findings import EvidenceKind, FindingState


class Indicator(models.Model):
    """One indicator (指标) of the county's list; `path` names it with those above it."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    level = models.PositiveSmallIntegerField("级次")
    path = models.CharField("指标", max_length=3 * text_limits.TITLE)
    basis = models.CharField("依据", max_length=text_limits.DOCUMENT)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["county", "path"], name="indicator_stands_once"),
            models.CheckConstraint(
                name="indicator_has_one_of_three_levels",
                condition=Q(level__in=[1, 2, 3]) & ~Q(basis="") & ~Q(path=""),
            ),
        ]

    def __str__(self) -> str:
        return self.path


class IndicatorLead(models.Model):
    """Which unit leads an indicator (牵头单位), in which 专班, from a day on; the last stands."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="leads")
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, related_name="+")
    task_force = models.ForeignKey("cadres.Unit", models.PROTECT, null=True, related_name="+")
    from_on = models.DateField("从哪天起")
    # The first day of the one that came after it.
    until_on = models.DateField(null=True)
    basis = models.CharField("依据", max_length=text_limits.DOCUMENT)
    set_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator"],
                name="indicator_has_one_lead",
                condition=Q(until_on__isnull=True),
            ),
            models.CheckConstraint(
                name="indicator_lead_ends_after_it_began",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)


class IndicatorFinding(models.Model):
    """What an evaluation found by one indicator, and the unit that shows evidence for it."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="findings")
    # As the evaluation numbers its findings; empty where it does not. Begins anew with the year.
    outer_number = models.CharField(
        "外部编号", max_length=text_limits.OUTER_NUMBER, blank=True, default=""
    )
    evaluation = models.CharField("哪次评价", max_length=text_limits.DOCUMENT)
    found_on = models.DateField("发现日期")
    text = models.TextField("发现的问题")
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, related_name="+")
    due_on = models.DateField("佐证时限")
    state = models.CharField("状态", max_length=8, choices=FindingState, default=FindingState.OPEN)
    filed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField("登记时间")
    ended_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField("采信或撤销的说明", blank=True, default="")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="indicator_finding_ended_has_words",
                condition=Q(state="open", ended_at__isnull=True, ended_by__isnull=True)
                | ~Q(state="open")
                & Q(ended_at__isnull=False, ended_by__isnull=False)
                & ~Q(ended_why=""),
            ),
            models.UniqueConstraint(
                F("county"),
                ExtractYear("found_on"),
                F("outer_number"),
                name="indicator_finding_number_once_a_year",
                condition=~Q(outer_number="") & ~Q(state="void"),
            ),
        ]
        indexes = [models.Index(fields=["county", "state", "-id"], name="indicator_finding_state")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.text[:30]}"


class Evidence(models.Model):
    """One piece of evidence: what it shows; of 前沿数据 the value, and where and when it stood."""

    finding = models.ForeignKey(IndicatorFinding, models.PROTECT, related_name="evidence")
    kind = models.CharField("类别", max_length=10, choices=EvidenceKind)
    text = models.TextField("说明")
    value = models.CharField("数值", max_length=text_limits.NAME, blank=True, default="")
    source = models.CharField("数据来源", max_length=text_limits.DOCUMENT, blank=True, default="")
    as_of = models.DateField("数据截至", null=True)
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, null=True, related_name="+")
    filed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    filed_at = models.DateTimeField("提交时间")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="frontier_data_say_where_they_stand",
                condition=~Q(kind="frontier")
                | ~Q(value="") & ~Q(source="") & Q(as_of__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.text[:30]


class EvidenceFile(models.Model):
    """A file of a piece of evidence; read through a guarded view by whoever sees the finding."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="files")
    file = models.FileField(upload_to="evidence/%Y/%m/")
    # A small picture of a picture; empty beside other files.
    thumbnail = models.FileField(upload_to="evidence/%Y/%m/", blank=True, default="")
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
