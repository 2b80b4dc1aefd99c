"""A person's phones, and the key under which each of them keeps that person's records."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from cadres.encryption.models.encrypted_text import EncryptedTextField


class DataKey(models.Model):
    """The key of one person (数据密钥): 32 bytes in base64, wrapped by the site's own keys.

    It is the same for life: what lies on a phone under it is still to be read after a new password.
    """

    cadre = models.OneToOneField(
        "cadres.Cadre", models.CASCADE, primary_key=True, related_name="data_key"
    )
    key = EncryptedTextField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.cadre_id}"


class Phone(models.Model):
    """One browser as one person uses it (本机): its last contact, and what waited then.

    `mark` lies in a cookie that outlives what scripts keep, `store` in what they keep: a new store
    under a known mark was emptied.
    """

    cadre = models.ForeignKey("cadres.Cadre", models.CASCADE, related_name="phones")
    mark = models.CharField(max_length=36)
    name = models.CharField(max_length=60, blank=True, default="")
    store = models.CharField(max_length=36)
    # Those that were emptied: a request of theirs that comes late says nothing any more.
    left_stores = ArrayField(models.CharField(max_length=36), default=list)
    app = models.CharField(max_length=40)
    waiting = models.PositiveIntegerField(default=0)
    newest = models.CharField(max_length=36, blank=True, default="")
    seen_at = models.DateTimeField(db_index=True)
    # Told until the phone says that it has been read.
    lost = models.PositiveIntegerField(default=0)
    lost_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cadre", "mark"], name="phone_once")]

    def __str__(self) -> str:
        return self.name or self.mark
