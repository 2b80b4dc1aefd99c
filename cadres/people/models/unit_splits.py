"""Which unit was made of a part of which (拆分、划转), so that figures stay comparable."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cadres.people.models.people import Unit


class UnitSplit(models.Model):
    """Some people of `old`, and the work in their hands, went to `new` on the day."""

    old = models.ForeignKey(Unit, models.PROTECT, related_name="parts_given", db_index=False)
    new = models.ForeignKey(Unit, models.PROTECT, related_name="parts_taken", db_index=False)
    on = models.DateField("划出日期")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new", "on"], name="unit_split_once_a_day"),
            models.CheckConstraint(name="unit_split_of_another", condition=~Q(old=F("new"))),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new} {self.on}"
