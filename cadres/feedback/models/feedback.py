"""What people say of the software (意见反馈), and what the office answers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Feedback(models.Model):
    """One remark of one person, with the one answer of the county's office."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+")
    given_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    text = models.TextField("意见")
    # The page from which the form was opened.
    page = models.CharField("页面", max_length=200, blank=True, default="")
    answer = models.TextField("答复", blank=True, default="")
    answered_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-given_at", "-pk"]
        indexes = [models.Index(fields=["county", "-given_at"], name="feedback_county_at")]
        constraints = [
            models.CheckConstraint(
                name="feedback_answer_is_whole",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.given_by} {self.given_at:%F}"
