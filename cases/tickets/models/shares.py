"""Objections of units to a ticket, and the shares of others beside the leading unit."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.tickets.rules.closing.side_terms import ShareKind


class Objection(models.Model):
    """A unit said that the matter is not its own; taken back, or refused because of the caps."""

    ticket = models.ForeignKey("cases.Ticket", models.CASCADE, related_name="objections")
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, related_name="+")
    proposed_unit = models.ForeignKey("cadres.Unit", models.PROTECT, null=True, related_name="+")
    reason = models.TextField("理由")
    is_taken = models.BooleanField("受理")
    filed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    # The office dispatched anew: to whom, and when; the same unit again means that this is final.
    decided_at = models.DateTimeField(null=True)
    decided_unit = models.ForeignKey("cadres.Unit", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"],
                name="objection_open_once",
                condition=Q(is_taken=True, decided_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.unit_id}"


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
