"""Signatures: a row says who, when, in which post, on which content."""

from __future__ import annotations

from django.db import models

from cases.tickets.models.presses import StandingManager


class Approval(models.Model):
    """A head's decision on the result of one round; it holds for the content of `digest` alone."""

    ticket = models.ForeignKey(
        "cases.Ticket", models.CASCADE, related_name="approvals", db_index=False
    )
    round = models.PositiveSmallIntegerField()
    is_approved = models.BooleanField()
    signed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    # For whom it was signed, where a deputy (代理) signed.
    principal = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    posting = models.ForeignKey("cadres.Posting", models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    note = models.TextField(blank=True, default="")
    taken_back_at = models.DateTimeField(null=True)

    objects = StandingManager["Approval"]()
    whole = models.Manager["Approval"]()

    class Meta:
        indexes = [models.Index(fields=["ticket", "round"], name="approval_ticket_round")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.signed_by}"
