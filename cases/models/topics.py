"""Topics (专题): from one matter to a kind of matters, with an owner and a clock of its own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Topic(models.Model):
    """A policy matter behind several tickets; each ticket keeps its own road."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    title = models.CharField("专题", max_length=120)
    description = models.TextField("共性问题")
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, related_name="+")
    owner_name = models.CharField("责任人", max_length=40)
    opened_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    opened_on = models.DateField()
    due_on = models.DateField("时限")
    is_due_provisional = models.BooleanField(default=False)
    basis = models.CharField("依据", max_length=200)
    result = models.TextField("解决情况", blank=True, default="")
    closed_on = models.DateField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="topic_closed_has_result",
                condition=Q(closed_on__isnull=True) | ~Q(result=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["county", "due_on"], name="topic_open", condition=Q(closed_on__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.title
