"""The key by which a wall display shows a county's figures without anybody signed in."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cases.leaders.rules.wall_keys import LONGEST_PLACE


class WallKey(models.Model):
    """Of the key itself only a digest is kept: it is shown once, where it is made."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+")
    place = models.CharField("放在哪里", max_length=LONGEST_PLACE)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField("配发时间")
    revoked_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    revoked_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="wall_key_revoked_by_somebody_after_it_was_made",
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__gte=F("made_at"), revoked_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.place
