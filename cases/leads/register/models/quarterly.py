"""The quarter's own list of the room, frozen and locked."""

from __future__ import annotations

from django.db import models

from cases.leads.procedure.rules.vocabulary import Side


class QuarterlyList(models.Model):
    """季度清单: the quarter's rows and figures, frozen in a folder of their own."""

    county_id = models.BigIntegerField()
    side = models.CharField(max_length=10, choices=Side)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    made_by_id = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county_id", "side", "year", "quarter"], name="quarterly_list_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} 年第 {self.quarter} 季度"
