"""What a unit is to say outward, as a clerk drafted it, and the signature of its head."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.tickets.rules.applications.unit_drafts import DraftKind, DraftState


class UnitDraft(models.Model):
    """The exact words (`digest`), who drafted them, and who signed them or gave them back."""

    ticket = models.ForeignKey("cases.Ticket", models.CASCADE, related_name="drafts")
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, related_name="+", db_index=False)
    round = models.PositiveSmallIntegerField()
    kind = models.CharField("种类", max_length=12, choices=DraftKind)
    state = models.CharField("状态", max_length=12, choices=DraftState, default=DraftState.WAITING)
    words = models.JSONField()
    digest = models.CharField(max_length=64)
    drafted_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    # The last day on which it may go out, as it was when it was drafted.
    sign_by = models.DateField(null=True)
    # Signed, given back, taken back or lapsed: the newest of these.
    signed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    principal = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    posting = models.ForeignKey(
        "cadres.Posting", models.PROTECT, null=True, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True, default="")
    # What came of it once it was signed.
    application = models.OneToOneField(
        "cases.Application", models.SET_NULL, null=True, related_name="draft"
    )
    objection = models.OneToOneField(
        "cases.Objection", models.SET_NULL, null=True, related_name="draft"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "kind"],
                name="unit_draft_open_once",
                condition=Q(state__in=["waiting", "returned"]),
            ),
            models.CheckConstraint(
                name="unit_draft_signed_has_signer",
                condition=~Q(state__in=["signed", "returned"])
                | Q(signed_by__isnull=False, ended_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "drafted_at"],
                name="unit_draft_waiting",
                condition=Q(state="waiting"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.get_kind_display()}"
