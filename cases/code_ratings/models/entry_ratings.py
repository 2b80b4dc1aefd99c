"""What an enterprise said of an entry (入企评价); which enterprise it was is not kept."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cases.code_ratings.rules.entries import EntryKind, EntryTag
from cases.window_ratings.rules.ratings import Level


class EntryRating(models.Model):
    """One anonymous word about a unit that came in: no enterprise, no day, no person."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+")
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, related_name="+")
    kind = models.CharField("入企事由", max_length=8, choices=EntryKind)
    # The first day of the month: the day would tell which enterprise it was.
    month = models.DateField("月份")
    level = models.CharField("评价", max_length=10, choices=Level)
    tags = ArrayField(models.CharField(max_length=12, choices=EntryTag), default=list)
    # The signed form, which brings one rating.
    form_mark = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="entry_rating_names_no_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="entry_rating_says_something", condition=~Q(level="unrated")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month:%Y-%m}"
