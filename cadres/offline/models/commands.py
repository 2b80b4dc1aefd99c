"""Commands that arrived from phones, what came of each, and what came sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cadres.offline.rules.commands import Way


class PhoneCommand(models.Model):
    """One command and its result; both clocks are kept, and the server orders by its own.

    Only what is done is done for good: what was refused may come again, put right, under its id.
    """

    cadre = models.ForeignKey("cadres.Cadre", models.CASCADE, related_name="+")
    command = models.UUIDField()
    verb = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    outcome = models.CharField(max_length=20)
    way = models.CharField(max_length=10, choices=Way)
    # What is answered again, as JSON; and of one that came sealed and was refused, the command.
    answer = EncryptedTextField()
    content = EncryptedTextField(blank=True, default="")
    # What it made, for the commands that build on it.
    made_kind = models.CharField(max_length=40, blank=True, default="")
    made_pk = models.BigIntegerField(null=True)
    made_at = models.DateTimeField("手机时间")
    received_at = models.DateTimeField("收到时间")
    # By how much the phone's clock was ahead when it delivered; unknown of what came sealed.
    clock_off = models.DurationField("手机时钟误差", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cadre", "command"], name="phone_command_once"),
            models.CheckConstraint(
                name="phone_command_done_made_something",
                condition=~Q(outcome="done") | Q(made_pk__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["cadre", "way", "received_at"], name="phone_command_arrived"),
            models.Index(fields=["received_at"], name="phone_command_received"),
            models.Index(
                fields=["made_kind", "made_pk"],
                condition=Q(outcome="done"),
                name="phone_command_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.outcome}"


class SealedDelivery(models.Model):
    """One envelope that was delivered by whoever held the phone; opened by the worker.

    Taken means kept here, still sealed; its digest says whether it came before.
    """

    cadre = models.ForeignKey("cadres.Cadre", models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    envelope = models.BinaryField(default=b"")
    received_at = models.DateTimeField(db_index=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["cadre", "id"],
                condition=Q(opened_at__isnull=True),
                name="sealed_delivery_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.digest
