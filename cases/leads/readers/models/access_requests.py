"""Reasoned requests inside the room: for the reporter's name, or to open a file as two."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.leads.procedure.models.leads import Lead
from cases.leads.procedure.models.people import Member


class Asking(models.Model):
    """A request and its answer; the reason lies in a folder of its own."""

    class Purpose(models.TextChoices):
        REPORTER = "reporter", "查阅反映人"
        BREAK_GLASS = "break_glass", "两人紧急查阅"

    class State(models.TextChoices):
        WAITING = "waiting", "待答复"
        GRANTED = "granted", "同意"
        REFUSED = "refused", "不同意"

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="askings")
    purpose = models.CharField(max_length=12, choices=Purpose)
    member = models.ForeignKey(Member, models.PROTECT, related_name="askings")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
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
