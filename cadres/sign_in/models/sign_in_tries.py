"""Wrong tries at signing in, by what they are counted."""

from __future__ import annotations

from django.db import models

from cadres.people.models.people import Cadre


class SignInCount(models.Model):
    """Tries of one account, one known device or one address; `key` is a keyed digest of which."""

    key = models.CharField(max_length=64, unique=True)
    # Whose account or device, so that an administrator can open it; none for an address.
    cadre = models.ForeignKey(Cadre, models.CASCADE, null=True, related_name="+")
    tries = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    shut_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["last_at"], name="sign_in_count_last_at")]

    def __str__(self) -> str:
        return f"{self.tries}"
