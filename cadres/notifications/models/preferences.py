"""How people want to be told, and where a unit's group listens."""

from __future__ import annotations

from django.db import models

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cadres.notifications.rules.preferences import Channel, Group, Mode


class NoticeChoice(models.Model):
    """One person's choice (消息设置): how notices of a group come by a channel."""

    cadre = models.ForeignKey("cadres.Cadre", models.CASCADE, related_name="notice_choices")
    group = models.CharField(max_length=20, choices=Group)
    channel = models.CharField(max_length=10, choices=Channel)
    mode = models.CharField(max_length=10, choices=Mode)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cadre", "group", "channel"], name="notice_choice_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_group_display()} {self.get_channel_display()}"


class UnitWebhook(models.Model):
    """The 企业微信 group of a unit; whoever has the address can post there, so it is a secret."""

    unit = models.OneToOneField("cadres.Unit", models.PROTECT, related_name="webhook")
    address = EncryptedTextField()
    set_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.unit} 的企业微信群"
