"""What one press did and changed, for as long as it can be undone."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class StandingManager(models.Manager[Row]):
    """Rows that stand: what was taken back within ten seconds is kept, and counts for nothing."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(taken_back_at__isnull=True)


class Press(models.Model):
    """One press; `changed` and `made` are what taking it back puts as it was."""

    label = models.CharField(max_length=40)
    ticket = models.ForeignKey("cases.Ticket", models.CASCADE, null=True, related_name="+")
    letter = models.ForeignKey("cases.Letter", models.CASCADE, null=True, related_name="+")
    actor = models.ForeignKey("cadres.Cadre", models.CASCADE, related_name="+")
    at = models.DateTimeField()
    changed = models.JSONField()
    # Keys of the rows that the action made, by table.
    made = models.JSONField()
    # The last step of the ticket when the action was done: nothing has followed it.
    event_id = models.BigIntegerField(default=0)
    taken_back_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.label} {self.at:%F %T}"
