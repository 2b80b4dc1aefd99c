"""The list of service days and the page of one: who took part, its visits, its issues."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from cadres.models import Region, Unit
from cadres.people.selectors import own_counties
from cadres.viewers.rules.viewer import Viewer
from cases.service_days.rules.figures import DayFigures
from cases.service_days.selectors import issues
from enterprises.models import ServiceDay, Visit
from enterprises.register.models.querysets import VisitQuerySet
from enterprises.service_days.rules import service_days as rules
from enterprises.service_days.selectors import service_days
from enterprises.visits.selectors import visits


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line of the list; the figures are of issues that the viewer may see."""

    day: ServiceDay
    units: int
    figures: DayFigures


@dataclass(frozen=True, slots=True)
class DayPage:
    """One day, with all that was done and heard at it as far as the viewer may see it."""

    day: ServiceDay
    units: list[Unit]
    visits: list[Visit]
    visit_count: int
    figures: DayFigures
    may_change: bool


def lines(found: Iterable[ServiceDay], *, seen_by: Viewer) -> list[DayLine]:
    """Turn a page of days into lines; two queries a day, of which there are few."""
    return [DayLine(day, len(day.unit_ids), issues.figures(day, seen_by=seen_by)) for day in found]


def visits_of(day: ServiceDay, *, seen_by: Viewer) -> VisitQuerySet:
    """Return those of its visits that the viewer may read."""
    return visits.rows(seen_by=seen_by).filter(service_day=day)


def page(pk: int, *, seen_by: Viewer) -> DayPage:
    day = service_days.fetch(pk, seen_by=seen_by)
    held = list(visits_of(day, seen_by=seen_by))
    return DayPage(
        day=day,
        units=service_days.units_of(day, seen_by=seen_by),
        visits=held,
        visit_count=len(held),
        figures=issues.figures(day, seen_by=seen_by),
        may_change=rules.may_set(seen_by, day.county_id) and day.called_off_at is None,
    )


def county(named: str | None, *, seen_by: Viewer) -> Region:
    """Return the county in which the person is of the office; one who serves several names it."""
    return own_counties.named(
        named,
        of=attrgetter("office_county_ids"),
        refusal=rules.SET_BY,
        question="请选择在哪个县安排。",
        seen_by=seen_by,
    )
