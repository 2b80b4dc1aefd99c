"""Service days as a viewer may see them, and those of which a visit or a ticket may be part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from cadres.errors import Absent, Invalid
from cadres.models import Region, RegionLevel, Unit
from cadres.people.rules.units import AT_WORK
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import ServiceDay
from enterprises.service_days.rules import service_days as rules

COLUMNS = ("title", "held_on", "place", "township_id", "unit_ids")


@dataclass(frozen=True, slots=True)
class DayOffered:
    """One that a form offers."""

    pk: int
    title: str
    held_on: date

    def __str__(self) -> str:
        return f"{self.held_on.month}月{self.held_on.day}日 {self.title}"


def rows(*, seen_by: Viewer) -> QuerySet[ServiceDay]:
    """Return the visible ones, the newest first."""
    found = ServiceDay.objects.filter(rules.service_days_for(seen_by))
    return found.select_related("county", "township").order_by("-held_on", "-pk")


def fetch(pk: int, *, seen_by: Viewer) -> ServiceDay:
    """Return the day; hidden and missing look the same from outside."""
    day = rows(seen_by=seen_by).select_related("set_by").filter(pk=pk).first()
    if day is None:
        raise Absent(rules.ABSENT)
    return day


def is_visible(pk: int | None, *, seen_by: Viewer) -> bool:
    """May the viewer see the day? Of none nobody asks."""
    return pk is not None and rows(seen_by=seen_by).filter(pk=pk).exists()


def facts(day: ServiceDay) -> dict[str, Any]:
    """Return what a change may touch, as it stands."""
    said = {name: getattr(day, name) for name in COLUMNS}
    return {**said, "unit_ids": tuple(sorted(day.unit_ids))}


def offered(county_ids: Iterable[int], *, seen_by: Viewer) -> list[DayOffered]:
    """Return those of the last weeks in these counties that the viewer sees, the newest first."""
    since = seen_by.today - rules.OFFERED_SINCE
    found = ServiceDay.objects.filter(rules.service_days_for(seen_by)).filter(
        county_id__in=list(county_ids),
        held_on__range=(since, seen_by.today),
        called_off_at__isnull=True,
    )
    values = found.order_by("-held_on", "-pk").values_list("pk", "title", "held_on")
    return [DayOffered(*one) for one in values]


def named(pk: int | None, county_id: int, on: date, *, seen_by: Viewer) -> ServiceDay | None:
    """Return the day that a form names, or nothing where it names none.

    Raises Invalid where there is none, none that the viewer sees, or none of that county and day.
    """
    if pk is None:
        return None
    day = rows(seen_by=seen_by).filter(pk=pk).first()
    if day is None:
        raise Invalid(rules.NOT_OFFERED, {"service_day": rules.NOT_OFFERED})
    rules.check_was_on(day, county_id, on)
    return day


def units_of(day: ServiceDay, *, seen_by: Viewer) -> list[Unit]:
    """Return who takes part; whoever sees the day sees them."""
    return list(Unit.objects.filter(pk__in=day.unit_ids).order_by("pk"))


def may_take_part(county_id: int, *, seen_by: Viewer) -> QuerySet[Unit]:
    """Return the units of a county that can be asked to come, to its office alone."""
    if not rules.may_set(seen_by, county_id):
        return Unit.objects.none()
    place = Q(region_id=county_id) | Q(region__parent_id=county_id)
    return Unit.objects.filter(place, is_active=True, kind__in=AT_WORK).order_by("pk")


def townships(county_id: int, *, seen_by: Viewer) -> list[tuple[int, str]]:
    """Return the townships of a county for which a day may be."""
    if not rules.may_set(seen_by, county_id):
        return []
    found = Region.objects.filter(parent_id=county_id, level=RegionLevel.TOWNSHIP)
    return list(found.order_by("path").values_list("pk", "name"))
