"""Enterprises that everybody calls on, and those that nobody does: for the office to even out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cadres.deadlines.selectors import limits
from cadres.viewers.rules.viewer import Viewer
from enterprises.coverage.rules.often_visited import OFTEN_VISITED, USUAL_TIMES
from enterprises.models import Booking, Enterprise, OfficialCheck, Visit
from enterprises.register.models.querysets import EnterpriseQuerySet
from enterprises.register.rules import authority


@dataclass(frozen=True, slots=True)
class Balance:
    """One enterprise: how often others came, from how many units, who is to come, who checked."""

    enterprise_id: int
    name: str
    township: str
    visits: int
    units: int
    checks: int
    booked: int
    newest_on: date | None

    @property
    def came(self) -> int:
        return self.visits + self.checks


def over_visited(county_id: int, since: date, *, seen_by: Viewer) -> EnterpriseQuerySet:
    """Return the enterprises with so many visits and checks since the day (`often`), the most
    first.
    """
    authority.check_sees_coverage(seen_by, county_id)
    until = seen_by.today
    visits = Visit.objects.filter(visited_on__range=(since, until), manner="on_site")
    checks = OfficialCheck.objects.standing().filter(on__range=(since, until))
    booked = Booking.objects.open().filter(on__gte=until)
    here = Enterprise.objects.visible_to(seen_by).active().filter(county_id=county_id)
    counted = here.select_related("township").annotate(
        visits_made=_count(visits),
        units_came=_count(visits, "members__unit"),
        checks_made=_count(checks),
        to_come=_count(booked),
        newest_visit=Subquery(
            visits.filter(enterprise_id=OuterRef("pk")).order_by().values("enterprise_id")
            .annotate(newest=Max("visited_on")).values("newest")
        ),
    )  # fmt: skip
    came = counted.annotate(came=F("visits_made") + F("checks_made"))
    found = came.filter(came__gte=often(county_id, seen_by=seen_by))
    return found.defer("pairs").order_by("-visits_made", "-checks_made", "name", "pk")


def called_on_often(since: date, until: date, *, seen_by: Viewer) -> EnterpriseQuerySet:
    """Return the enterprises with so many visits and checks within the days, of any county seen.

    Each county's own number (走访过密) counts for its enterprises.
    """
    visits = Visit.objects.filter(visited_on__range=(since, until), manner="on_site")
    checks = OfficialCheck.objects.standing().filter(on__range=(since, until))
    counted = Enterprise.objects.visible_to(seen_by).active()
    counted = counted.annotate(came=_count(visits) + _count(checks))
    from_on = [Q(county_id=pk, came__gte=often(pk, seen_by=seen_by)) for pk in seen_by.county_ids]
    return counted.filter(reduce(or_, from_on, Q(pk__in=[])))


def often(county_id: int, *, seen_by: Viewer) -> int:
    """Return from how many times on the county calls it often."""
    limit = limits.book(seen_by.today, county_id, key=OFTEN_VISITED).get(OFTEN_VISITED)
    return limit.amount if limit else USUAL_TIMES


def lines(rows: QuerySet[Enterprise] | list[Enterprise], *, seen_by: Viewer) -> list[Balance]:
    return [_line(row) for row in rows]


def first_day(days: int, *, seen_by: Viewer) -> date:
    return seen_by.today - timedelta(days=days)


def _line(row: Enterprise) -> Balance:
    counted = vars(row)
    return Balance(
        enterprise_id=row.pk,
        name=row.name,
        township=row.township.name if row.township else "",
        visits=counted["visits_made"],
        units=counted["units_came"],
        checks=counted["checks_made"],
        booked=counted["to_come"],
        newest_on=counted["newest_visit"],
    )


def _count(rows: QuerySet, what: str = "pk") -> Coalesce:  # type: ignore[type-arg]
    of_one = rows.filter(enterprise_id=OuterRef("pk")).order_by().values("enterprise_id")
    counted = of_one.annotate(number=Count(what, distinct=True)).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
