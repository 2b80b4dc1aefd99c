"""Reasoned requests inside the room: for the reporter's name, or to open a file as two."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.leads.procedure.models.leads import Lead
from cases.leads.procedure.models.people import Member
from cases.leads.readers.rules.access_requests import AskingPurpose, AskingState


class Asking(models.Model):
    """A request and its answer; the reason lies in a folder of its own."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="askings")
    purpose = models.CharField(max_length=12, choices=AskingPurpose)
    member = models.ForeignKey(Member, models.PROTECT, related_name="askings")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=AskingState, default=AskingState.WAITING)
    answered_by_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    # The heads of both sides have seen that a file was opened by two.
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lead", "member", "purpose"],
                name="asking_waits_once",
                condition=Q(state="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.lead_id}"
