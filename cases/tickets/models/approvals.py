"""Signatures: a row says who, when, in which post, on which content."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.tickets.models.presses import StandingManager
from cases.tickets.rules.closing import adoptions as rules
from cases.tickets.rules.closing.adoptions import Adopted


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


class Adoption(models.Model):
    """Decided by the head with the signature under the result; the round says which."""

    ticket = models.ForeignKey(
        "cases.Ticket", models.CASCADE, related_name="adoptions", db_index=False
    )
    round = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, related_name="+", db_index=False)
    adopted = models.CharField("采纳情况", max_length=8, choices=Adopted)
    document = models.CharField(
        "依据文件", max_length=rules.LONGEST_DOCUMENT, blank=True, default=""
    )
    reason = models.CharField("理由", max_length=rules.LONGEST_REASON, blank=True, default="")
    in_use_on = models.DateField("落地日期", null=True)
    decided_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+", db_index=False)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "round"], name="adoption_once_a_round"),
            models.CheckConstraint(
                name="adoption_has_document_or_reason",
                condition=~Q(document="") & Q(adopted__in=["yes", "partly"])
                | ~Q(reason="") & Q(adopted="no", in_use_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.get_adopted_display()}"
