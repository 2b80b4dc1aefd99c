"""明察暗访: what the supervisors found where they looked, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.inspections.rules import inspections as rules
from cases.inspections.rules.inspections import InspectionState, Manner


class Inspection(models.Model):
    """One row of the ledger: where, what, whose, and how it was followed to its end."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField("序号")
    found_on = models.DateField("发现日期")
    manner = models.CharField("方式", max_length=8, choices=Manner)
    place = models.CharField("地点", max_length=rules.LONGEST_PLACE)
    inspectors = models.CharField("督查人员", max_length=rules.LONGEST_PLACE)
    text = models.TextField("发现的问题")
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, related_name="+", db_index=False)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, related_name="+", db_index=False
    )
    # Where an enterprise's matter came of it, which goes its own road.
    ticket = models.ForeignKey(
        "cases.Ticket", models.PROTECT, null=True, related_name="inspections"
    )
    state = models.CharField(
        "状态", max_length=8, choices=InspectionState, default=InspectionState.OPEN
    )
    filed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+", db_index=False)
    filed_at = models.DateTimeField("登记时间")
    ended_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True)
    # What the supervisors saw when they looked again, or why the row was withdrawn.
    ended_why = models.TextField("核查情况", blank=True, default="")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "year", "serial"], name="inspection_number_once"
            ),
            models.CheckConstraint(
                name="inspection_ended_has_words",
                condition=Q(state="open", ended_at__isnull=True, ended_by__isnull=True)
                | ~Q(state="open") & Q(ended_at__isnull=False) & ~Q(ended_why=""),
            ),
        ]
        indexes = [models.Index(fields=["county", "state", "-id"], name="inspection_county_state")]

    def __str__(self) -> str:
        return rules.number(self.year, self.serial)
