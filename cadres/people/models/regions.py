"""Where: the tree of regions, province → city → county → township."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Cast, Coalesce

from cadres.people.rules.regions import RegionLevel


def tree_order(path: str) -> Cast:
    """Return a path as numbers, to put a tree in its order: as text, 10 would come before 2."""
    bare = Func(F(path), Value("/"), function="btrim")
    steps = Func(bare, Value("/"), function="string_to_array", output_field=models.TextField())
    return Cast(steps, ArrayField(models.BigIntegerField()))


class Region(models.Model):
    """A region; `path` lists the ids from the root to itself as `/1/5/9/`."""

    name = models.CharField("名称", max_length=60)
    level = models.CharField("层级", max_length=10, choices=RegionLevel)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    path = models.CharField(max_length=200, default="", db_index=False)
    # The word at the head of ticket numbers, e.g. 南召助企; only counties have one.
    number_prefix = models.CharField("工单字头", max_length=20, blank=True, default="")
    # How the county writes them where not as usual, e.g. {字头} {年份}-{序号}.
    number_pattern = models.CharField("工单编号样式", max_length=60, blank=True, default="")

    class Meta:
        constraints = [
            # Not `nulls_distinct`: PostgreSQL 14 does not know it.
            models.UniqueConstraint(
                Coalesce("parent", Value(0)), F("name"), name="region_name_once"
            ),
            models.UniqueConstraint(
                fields=["number_prefix"],
                name="region_number_prefix_once",
                condition=~models.Q(number_prefix=""),
            ),
        ]
        indexes = [
            models.Index(fields=["path"], name="region_path", opclasses=["varchar_pattern_ops"])
        ]

    def __str__(self) -> str:
        return self.name
