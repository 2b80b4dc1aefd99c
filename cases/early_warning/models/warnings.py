"""Early warnings as they stand, and how often each kind was right."""

from __future__ import annotations

from django.db import models

from cadres.viewers.models.id_arrays import IdArrayField
from cases.early_warning.rules.vocabulary import FlagKind, WarningKind


class EarlyWarning(models.Model):
    """One warning of a county; it stands from the first morning on which it was found."""

    county = models.ForeignKey("cadres.Region", models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField("预警", max_length=10, choices=WarningKind)
    # What it is about: a ticket, a category, a category and an enterprise, or a unit.
    ticket = models.ForeignKey("cases.Ticket", models.CASCADE, null=True, related_name="+")
    category = models.ForeignKey(
        "cases.Category", models.CASCADE, null=True, related_name="+", db_index=False
    )
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.CASCADE, null=True, related_name="+"
    )
    unit = models.ForeignKey("cadres.Unit", models.CASCADE, null=True, related_name="+")
    # The tickets that it is made of, which it opens.
    ticket_ids = IdArrayField(blank=True)
    # The numbers of its sentence (`rules.warning_words`).
    facts = models.JSONField(default=dict)
    found_on = models.DateField("发现日期")

    class Meta:
        ordering = ["-found_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "kind", "ticket", "category", "enterprise", "unit"],
                nulls_distinct=False,
                name="early_warning_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.found_on}"


class WarningHitRate(models.Model):
    """How often a kind of warning or flag was right in a county's own past, counted each night."""

    county = models.ForeignKey("cadres.Region", models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=[*FlagKind.choices, *WarningKind.choices])
    counted_on = models.DateField()
    warned = models.PositiveIntegerField()
    judged = models.PositiveIntegerField()
    hits = models.PositiveIntegerField()
    others = models.PositiveIntegerField()
    other_hits = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "kind"], name="warning_hit_rate_once"),
            models.CheckConstraint(
                name="warning_hits_are_judged",
                condition=models.Q(hits__lte=models.F("judged"))
                & models.Q(judged__lte=models.F("warned"))
                & models.Q(other_hits__lte=models.F("others")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.county_id} {self.kind}"
