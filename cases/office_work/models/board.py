"""What was said on the phone about something that falls due, and what a meeting decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cadres.submissions.rules import text_limits


class BoardCall(models.Model):
    """One call of the office about a ticket or a task, in a sentence."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    ticket = models.ForeignKey("cases.Ticket", models.PROTECT, null=True, related_name="+")
    task = models.ForeignKey("cases.OfficeTask", models.PROTECT, null=True, related_name="calls")
    text = models.CharField("通话情况", max_length=text_limits.TASK)
    called_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    called_at = models.DateTimeField("通话时间")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="call_is_about_one_thing",
                condition=Q(ticket__isnull=False, task__isnull=True)
                | Q(ticket__isnull=True, task__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["county", "called_at"], name="call_county_at")]

    def __str__(self) -> str:
        return self.text


class BoardDecision(models.Model):
    """What a meeting decided; the tasks that are made from it say whether it happened."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    decided_on = models.DateField("决定日期")
    meeting = models.CharField("会议", max_length=text_limits.TITLE)
    text = models.CharField("会上定的事", max_length=text_limits.TASK)
    ticket = models.ForeignKey("cases.Ticket", models.PROTECT, null=True, related_name="+")
    filed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    filed_at = models.DateTimeField("记录时间")
    voided_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True)
    voided_why = models.TextField("撤销原因", blank=True, default="")

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_voided_has_words",
                condition=Q(voided_at__isnull=True, voided_by__isnull=True, voided_why="")
                | Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(voided_why=""),
            )
        ]
        indexes = [models.Index(fields=["county", "-decided_on", "-id"], name="decision_county_on")]

    def __str__(self) -> str:
        return self.text
