"""What is owed to people: rows hold ids, never text; the text is made when it is read or sent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class OutboxRow(models.Model):
    """A notice (通知) owed to one person, written in the transaction of the deed."""

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    to = models.ForeignKey("cadres.Cadre", models.CASCADE, related_name="+")
    # The same thing is never told twice: kind, object, person and this word are unique together.
    once_per = models.CharField(max_length=60)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    is_dropped = models.BooleanField(default=False)
    error = models.CharField(max_length=200, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "to", "once_per"], name="outbox_told_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], name="outbox_waiting", condition=Q(done_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} → {self.to_id}"


class Notice(models.Model):
    """A line of somebody's inbox (消息); shown only while its reader may still see the thing."""

    to = models.ForeignKey("cadres.Cadre", models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["to", "-at"], name="notice_to_at"),
            models.Index(
                fields=["to", "-at"], name="notice_unread", condition=Q(read_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} → {self.to_id}"
