"""What the public reads of bad ratings (公示): cleaned copies that were published, and no more.

Whatever is not published is as if it were not there, and nothing of the rating itself is handed on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from cadres.errors import Absent
from cadres.models import Region, RegionLevel
from cadres.viewers.rules.viewer import Kind, Viewer
from cases.models import RatingCase
from cases.window_ratings.rules.procedure import State

ABSENT = "没有这一页。"
PUBLIC = (State.PUBLISHED, State.APPLIED)


@dataclass(frozen=True, slots=True)
class PublicRating:
    """One copy, and where it was: the unit and its window."""

    unit: str
    section: str
    text: str
    published_on: date


def passer_by(at: datetime) -> Viewer:
    """Anybody, who has no account."""
    return Viewer(at=at, kind=Kind.SYSTEM, name="公众")


def county(pk: int, *, seen_by: Viewer) -> Region:
    found = Region.objects.filter(pk=pk, level=RegionLevel.COUNTY).first()
    if found is None:
        raise Absent(ABSENT)
    return found


def counties(*, seen_by: Viewer) -> list[Region]:
    """Return whose public pages somebody who works here may want to hand on."""
    return list(Region.objects.filter(pk__in=seen_by.home_county_ids).order_by("pk"))


def rows(of: Region, *, seen_by: Viewer) -> QuerySet[RatingCase]:
    """Return what was published in the county and still stands, the newest first."""
    found = RatingCase.objects.filter(county=of, state__in=PUBLIC, published_on__lte=seen_by.today)
    return found.select_related("rating", "unit").order_by("-published_on", "-pk")


def lines(found: Iterable[RatingCase]) -> list[PublicRating]:
    return [
        PublicRating(one.unit.name, one.rating.window, one.public_text, one.published_on)
        for one in found
        if one.published_on is not None
    ]
