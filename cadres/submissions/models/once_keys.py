"""What was submitted with a once-key, and where it led."""

from __future__ import annotations

from django.db import models

from cadres.encryption.models.encrypted_text import EncryptedTextField


class KeptAnswer(models.Model):
    """One submission that was taken. Digests only: who sent what cannot be read from here.

    `body` is locked to the key itself, which the database does not know.
    """

    name = models.CharField(max_length=64, unique=True)
    content = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    place = EncryptedTextField(blank=True, default="")
    body = models.BinaryField(default=b"")
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.status} {self.kept_at:%F}"


class OnceKey(KeptAnswer):
    """The site's own; the locked room keeps its keys in its own database."""

    class Meta:
        indexes = [models.Index(fields=["content"], name="once_key_same_content")]
