"""Quarterly lists (季度清单) that are wrapped for a reader."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from cadres.errors import Absent
from cases.leads.register.models.quarterly import QuarterlyList
from cases.leads.vault.models.folders import Wrap
from cases.leads.vault.rules.reader import Reader


def rows(*, seen_by: Reader) -> QuerySet[QuarterlyList]:
    """The lists of the reader's own side, the newest first."""
    held = Wrap.objects.holding(seen_by.key_pair_id, seen_by.at).filter(
        folder__quarterly=OuterRef("pk")
    )
    own = QuarterlyList.objects.filter(county_id=seen_by.county_id, side=seen_by.side)
    return own.filter(Exists(held)).order_by("-year", "-quarter")


def fetch(pk: int, *, seen_by: Reader) -> QuarterlyList:
    found: QuarterlyList | None = rows(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Absent("没有这份季度清单。")
    return found
