"""Long work that somebody asked for: the worker does it, and the page shows how far it is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class BackgroundRun(models.Model):
    """One run: what of, for whom, how much of it is done, and what came of it."""

    kind = models.CharField("事项", max_length=30)
    # What it is to be done with: numbers and codes, no content.
    detail = models.JSONField(default=dict)
    asked_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    # How often it was begun: what was killed is taken up again, but not for ever.
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    # Why nothing came of it, in a sentence; single things that failed are part of the result.
    failure = models.CharField(max_length=300, blank=True, default="")
    result = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "asked_by"],
                name="background_run_waits_once",
                condition=Q(finished_at__isnull=True),
            ),
            models.CheckConstraint(
                name="background_run_failed_is_over",
                condition=Q(failure="") | Q(finished_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["kind", "asked_by", "-id"], name="background_run_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_over(self) -> bool:
        return self.finished_at is not None
