"""The shares (协办、分办) of other units beside the leading one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.tickets.rules.closing.side_terms import ShareKind


class Share(models.Model):
    """The part of another unit (协办、分办): its task, its own clock, its own answer."""

    ticket = models.ForeignKey("cases.Ticket", models.CASCADE, related_name="shares")
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, related_name="+")
    kind = models.CharField("方式", max_length=8, choices=ShareKind, default=ShareKind.CO)
    task = models.CharField("任务", max_length=300, blank=True, default="")
    asked_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    accepted_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    # Of acceptance first, of the answer afterwards; follows from the clock ledger.
    due_on = models.DateField("时限", null=True)
    answer = models.TextField("答复", blank=True, default="")
    answered_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "unit"], name="share_once", condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="share_answered_has_answer",
                condition=Q(answered_at__isnull=True) | ~Q(answer=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "due_on"],
                name="share_waiting",
                condition=Q(answered_at__isnull=True, ended_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.unit_id}"
