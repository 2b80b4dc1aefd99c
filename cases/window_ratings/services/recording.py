"""Ratings come in: by the province's file or the code of a section; a bad one starts its loop.

Each is kept once by its number. Nobody is asked again: what the province has asked is taken in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cadres.errors import Conflict, Invalid
from cadres.models import Region, Unit
from cadres.people.services import open_units
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import RatingFile, WindowRating
from cases.window_ratings.rules import notice_kinds
from cases.window_ratings.rules import ratings as rules
from cases.window_ratings.rules.ratings import Level, RatingVerb, Source
from cases.window_ratings.rules.tags import Tag
from cases.window_ratings.services import recipients
from cases.window_ratings.services.transitions import open_case

KNOWN = "编号 {number} 的评价已经登记。"


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody was served: the county, the unit and its window or section."""

    county: Region
    unit: Unit
    window: str = ""


@dataclass(frozen=True, slots=True)
class Rated:
    """What somebody said of one service, and who they are where they said so."""

    number: str
    level: str
    served_on: date
    rated_on: date | None = None
    matter: str = ""
    channel: str = ""
    words: str = ""
    rater_name: str = ""
    rater_phone: str = ""
    tags: Sequence[str] = ()


@transaction.atomic
def record_rating(
    place: Place,
    rated: Rated,
    *,
    actor: Viewer,
    source: Source = Source.CODE,
    file: RatingFile | None = None,
) -> WindowRating:
    """Keep one rating. Raises Conflict where its number is known, Invalid where it says nothing."""
    check(rated, actor.today)
    same = WindowRating.objects.filter(county=place.county, source=source, number=rated.number)
    if same.exists():
        raise Conflict(KNOWN.format(number=rated.number))
    unit = open_units.hold_open(place.unit)
    rating = WindowRating.objects.create(
        county=place.county,
        unit=unit,
        window=place.window.strip(),
        source=source,
        file=file,
        recorded_at=actor.at,
        **columns(rated),
    )
    if source == Source.CODE:
        audit.record(f"rating.{RatingVerb.RECORD}", rating, actor=actor, level=rated.level)
    begin_loop(rating, actor=actor)
    return rating


def begin_loop(rating: WindowRating, *, actor: Viewer) -> None:
    """Start the loop of a bad rating, and tell the centre."""
    if rating.is_bad:
        case = open_case(rating, actor=actor)
        recipients.tell_centre(notice_kinds.FILED, case, actor=actor)


def columns(rated: Rated) -> dict[str, object]:
    """Return what a row keeps of it."""
    return {
        "number": rated.number.strip(),
        "level": rated.level,
        "served_on": rated.served_on,
        "rated_on": rated.rated_on,
        "matter": rated.matter.strip(),
        "channel": rated.channel.strip(),
        "words": rated.words.strip(),
        "rater_name": rated.rater_name.strip(),
        "rater_phone": rated.rater_phone.strip(),
        "tags": list(rated.tags),
    }


def check(rated: Rated, today: date) -> None:
    """Raise Invalid where something is missing, too long, or lies ahead."""
    faults = {}
    if not rated.number.strip():
        faults["number"] = "没有评价编号。"
    if rated.level not in Level.values:
        faults["level"] = "请选择评价等级。"
    elif (rated.level == Level.UNRATED) != (rated.rated_on is None):
        faults["rated_on"] = "评价过的要有评价日期，未评价的没有。"
    if max(rated.served_on, rated.rated_on or rated.served_on) > today:
        faults["served_on"] = "日期不能晚于今天。"
    faults |= _misfits(rated)
    if faults:
        raise Invalid("".join(faults.values()), faults)


def _misfits(rated: Rated) -> dict[str, str]:
    """What is longer than its column, or is not among what can be ticked."""
    longest = (("number", rules.NUMBER), ("matter", rules.MATTER), ("words", rules.WORDS))
    faults = {
        name: f"内容不超过 {most} 个字。"
        for name, most in longest
        if len(getattr(rated, name)) > most
    }
    if not set(rated.tags) <= set(Tag.values):
        faults["tags"] = "请重新选择有没有这些情况。"
    return faults
