"""Levels of the tree of regions, the highest first."""

from __future__ import annotations

from django.db.models import TextChoices


class RegionLevel(TextChoices):
    PROVINCE = "province", "省"
    CITY = "city", "市"
    COUNTY = "county", "县"
    TOWNSHIP = "township", "乡镇"
