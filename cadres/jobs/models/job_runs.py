"""What background jobs did, run by run; kept for a while, for whoever keeps the system."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class JobRun(models.Model):
    """One run of a job; without an end it is going on, or was cut off."""

    kind = models.CharField(max_length=60)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    # Why the first of what failed did; never what it was about.
    sentence = models.CharField(max_length=200, default="")

    class Meta:
        indexes = [
            models.Index(fields=["kind", "-started_at"], name="job_run_newest"),
            models.Index(
                fields=["kind", "-started_at"], name="job_run_failed", condition=Q(failed__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.started_at:%F %T}"
