"""What was learnt from a county's closed tickets, and how often that was right."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cases.proposals.rules.vocabulary import Target


class ProposalModel(models.Model):
    """The model of one county for one thing that is proposed; each night's takes its place.

    It holds check sums of runs of characters and numbers, and no text. Of too few tickets there is
    a row without a model: it says how many there were.
    """

    county = models.ForeignKey("cadres.Region", models.CASCADE, related_name="+", db_index=False)
    target = models.CharField("建议什么", max_length=10, choices=Target)
    trained_at = models.DateTimeField()
    # Of which it was learnt: how many, and from when to when they were reported.
    tickets = models.PositiveIntegerField()
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    # `rules.linear_model`: how a model is read; empty where there is none.
    definition = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64, blank=True, default="")
    labels = ArrayField(models.IntegerField(), default=list)
    runs = models.BinaryField(default=bytes)
    telling = models.BinaryField(default=bytes)
    weights = models.BinaryField(default=bytes)
    # `rules.accuracy`, on tickets that it had not seen, and from which per cent on it was sure.
    judged = models.PositiveIntegerField(default=0)
    first = models.PositiveIntegerField(default=0)
    three = models.PositiveIntegerField(default=0)
    sure = models.PositiveIntegerField(default=0)
    sure_right = models.PositiveIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "target"], name="proposal_model_once"),
            models.CheckConstraint(
                name="proposals_right_are_judged",
                condition=Q(first__lte=F("three"))
                & Q(three__lte=F("judged"))
                & Q(sure__lte=F("judged"))
                & Q(sure_right__lte=F("sure")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.county_id} {self.get_target_display()}"
