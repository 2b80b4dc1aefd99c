"""What is owed to people: rows hold ids, never text; the text is made when it is read or sent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cadres.notifications.rules.preferences import Channel, Rank


class OutboxRow(models.Model):
    """A notice (通知) owed to one person or one unit's group, by one channel."""

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.INBOX)
    to = models.ForeignKey("cadres.Cadre", models.CASCADE, null=True, related_name="+")
    unit = models.ForeignKey(
        "cadres.Unit", models.CASCADE, null=True, related_name="+", db_index=False
    )
    # The same thing is never told twice: kind, object, receiver, channel and this word are unique.
    once_per = models.CharField(max_length=60)
    # What somebody is waited for goes before what is only told (rules/preferences.py).
    rank = models.PositiveSmallIntegerField(choices=Rank, default=Rank.TOLD)
    queued_at = models.DateTimeField()
    # Empty while it waits for the daily mail, which then takes it along.
    next_try_at = models.DateTimeField(null=True)
    digest = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="items", db_index=False
    )
    # What leaves the house is marked before it is sent, so that a crash repeats it at most once.
    sending_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    is_dropped = models.BooleanField(default=False)
    error = models.CharField(max_length=200, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "to", "once_per", "channel"], name="outbox_told_once"
            ),
            models.UniqueConstraint(
                fields=["unit", "kind", "object_id", "once_per", "channel"],
                name="outbox_unit_told_once",
                condition=Q(unit__isnull=False),
            ),
            models.CheckConstraint(
                name="outbox_one_receiver",
                condition=Q(to__isnull=False, unit__isnull=True)
                | Q(to__isnull=True, unit__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel", "rank", "next_try_at", "to"],
                name="outbox_due_first",
                condition=Q(done_at__isnull=True, next_try_at__isnull=False),
            ),
            models.Index(
                fields=["to"],
                name="outbox_for_digest",
                condition=Q(done_at__isnull=True, next_try_at__isnull=True),
            ),
            models.Index(
                fields=["digest"], name="outbox_in_digest", condition=Q(digest__isnull=False)
            ),
            models.Index(
                fields=["done_at"],
                name="outbox_given_up",
                condition=Q(is_dropped=True, error__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} → {self.to_id or self.unit_id}"


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
            models.Index(fields=["to", "object_id"], name="notice_to_object"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} → {self.to_id}"
