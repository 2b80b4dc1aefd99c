"""Topics (专题): from one problem to a kind of problems, with an owner and a clock of its own."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cadres.models import TermColumns, Written
from cases.topics.rules.topics import TopicVerb


class Topic(Written, TermColumns):
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
    # Two keys: the owner's head hands the result in, the campaign office confirms it.
    result = models.TextField("解决情况", blank=True, default="")
    resolved_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    # Whose post it was, where somebody stood in for the head (代理).
    resolved_for = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    resolved_on = models.DateField("提交结果", null=True)
    confirmed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField("销号日期", null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="topic_closed_has_result",
                condition=Q(closed_on__isnull=True) | ~Q(result=""),
            ),
            models.CheckConstraint(
                name="topic_closed_by_two_keys",
                condition=Q(closed_on__isnull=True)
                | (
                    Q(resolved_by__isnull=False, confirmed_by__isnull=False)
                    & ~Q(resolved_by=F("confirmed_by"))
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["county", "due_on"], name="topic_open", condition=Q(closed_on__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.title


class TopicNote(models.Model):
    """One line of a topic's course (经过): what was done on it, by whom, in which unit."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="notes", db_index=False)
    deed = models.CharField(max_length=10, choices=TopicVerb)
    at = models.DateTimeField()
    actor = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=60)
    unit_name = models.CharField(max_length=80, blank=True, default="")
    text = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["topic", "at", "id"], name="topic_note_at")]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.deed}"
