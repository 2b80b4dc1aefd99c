"""What somebody has sent to named colleagues each week or month (定期送阅)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.subscriptions.rules.rhythms import (
    LONGEST_LIST,
    LONGEST_NAME,
    LONGEST_QUERY,
    Rhythm,
)


class Subscription(models.Model):
    """An address within the site, and never its content: each reader sees what they may see."""

    owner = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    name = models.CharField("名称", max_length=LONGEST_NAME)
    # Which list (`cases.subscriptions.selectors.lists`), and its filters.
    subject = models.CharField("送阅内容", max_length=LONGEST_LIST)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True, default="")
    rhythm = models.CharField("时间", max_length=8, choices=Rhythm)
    readers = models.ManyToManyField("cadres.Cadre", related_name="subscriptions")
    started_on = models.DateField()
    # The Monday or first of a month for which it went out last.
    sent_for = models.DateField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["rhythm"], name="subscription_running", condition=Q(stopped_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.name
