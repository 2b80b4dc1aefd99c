"""What the enterprise says: by its one-time link, or on the phone to an independent clerk."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.tickets.rules.vocabulary import Answer, Channel, Satisfaction


class ConfirmationLink(models.Model):
    """A one-time link; only the digest of its token is kept, a new one ends the old.

    What can be done behind it follows from where the ticket stands: confirm, add what was asked
    for, or withdraw.
    """

    ticket = models.ForeignKey("cases.Ticket", models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    round = models.PositiveSmallIntegerField()
    issued_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"],
                name="link_open_once",
                condition=Q(used_at__isnull=True, ended_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.issued_at:%F}"


class Rating(models.Model):
    """One answer to one round; no row means no answer, which is never 'satisfied'."""

    ticket = models.ForeignKey(
        "cases.Ticket", models.CASCADE, related_name="ratings", db_index=False
    )
    round = models.PositiveSmallIntegerField()
    # Blank in ledgers, which know satisfaction only.
    answer = models.CharField("办理结果", max_length=12, choices=Answer, blank=True, default="")
    satisfaction = models.CharField(
        "满意度", max_length=20, choices=Satisfaction, blank=True, default=""
    )
    # Three things apart, each said or not; 满意率 is counted of `satisfaction` alone.
    attitude = models.CharField("态度", max_length=20, choices=Satisfaction, blank=True, default="")
    speed = models.CharField("速度", max_length=20, choices=Satisfaction, blank=True, default="")
    result = models.CharField("结果", max_length=20, choices=Satisfaction, blank=True, default="")
    comment = models.TextField("意见", blank=True, default="")
    channel = models.CharField("途径", max_length=10, choices=Channel)
    recorded_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            # The satisfaction of a period is counted from the index of this rule alone.
            models.UniqueConstraint(
                fields=["ticket", "round"], include=["satisfaction"], name="rating_once_a_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.answer} {self.satisfaction}"
