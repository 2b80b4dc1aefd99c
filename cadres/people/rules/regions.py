"""The tree of regions: its levels, the highest first, and what several have in common."""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import commonpath

from django.db.models import TextChoices


class RegionLevel(TextChoices):
    PROVINCE = "province", "省"
    CITY = "city", "市"
    COUNTY = "county", "县"
    TOWNSHIP = "township", "乡镇"


def shared_path(paths: Iterable[str]) -> str:
    """Return the path of the innermost region that holds all of these; `/` where none does."""
    known = list(paths)
    return f"{commonpath(known).rstrip('/')}/" if known else "/"
