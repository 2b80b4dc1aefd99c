"""Objections (退回异议) of units to a ticket: that the matter is not their own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


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
