"""A week of the county's contact calendar: visits planned and made, checks, quiet days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Booking, Visit
from enterprises.register.rules.visibility import VisitDate
from enterprises.register.selectors import known_visits
from enterprises.visits.models.querysets import BookingQuerySet, CheckQuerySet
from enterprises.visits.rules import quiet_days
from enterprises.visits.rules.quiet_days import QuietDays
from enterprises.visits.selectors import booked_visits, official_checks, wishes
from enterprises.visits.selectors.booked_visits import BookedVisit
from enterprises.visits.selectors.official_checks import CheckLine

DAYS = 7
# Of one kind on one day; a day's own page shows all.
SHOWN = 20
MOST = 500


@dataclass(frozen=True, slots=True)
class MadeVisit:
    """A visit that took place: the enterprise, and what everybody of the county may know."""

    enterprise_id: int
    enterprise: str
    manner: str
    known: VisitDate


@dataclass(frozen=True, slots=True)
class Day:
    """One day; `more` counts what is not shown."""

    on: date
    quiet: QuietDays | None
    is_today: bool
    booked: list[BookedVisit] = field(default_factory=list)
    made: list[MadeVisit] = field(default_factory=list)
    checks: list[CheckLine] = field(default_factory=list)
    more: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.booked or self.made or self.checks)


def monday_of(on: date) -> date:
    return on - timedelta(days=on.weekday())


def days(
    first: date,
    length: int,
    county_id: int,
    *,
    seen_by: Viewer,
    mine: bool,
    shown: int = SHOWN,
) -> list[Day]:
    """Return so many days from the first on; `mine` keeps to what one covers or goes to."""
    last = first + timedelta(days=length - 1)
    booked = _bookings(county_id, seen_by, mine).filter(on__range=(first, last))
    checks = _checks(county_id, seen_by, mine).filter(on__range=(first, last))
    rules = wishes.quiet_rules(county_id, last, seen_by=seen_by)
    plans = _by_day(booked_visits.lines(booked[:MOST], seen_by=seen_by), "slot")
    checked = _by_day(official_checks.lines(checks[:MOST], rules, seen_by=seen_by), "")
    made = _made(county_id, first, last, seen_by, mine)
    every = [first + timedelta(days=number) for number in range(length)]
    return [_day(on, rules, plans[on], made[on], checked[on], seen_by, shown) for on in every]


def _day(
    on: date,
    rules: tuple[QuietDays, ...],
    booked: list[BookedVisit],
    made: list[MadeVisit],
    checks: list[CheckLine],
    viewer: Viewer,
    shown: int,
) -> Day:
    more = sum(max(len(kind) - shown, 0) for kind in (booked, made, checks))
    quiet = quiet_days.standing(rules, on)
    kept = (booked[:shown], made[:shown], checks[:shown])
    return Day(on, quiet, on == viewer.today, *kept, more)


def _by_day(lines: Sequence, part: str) -> dict[date, list]:  # type: ignore[type-arg]
    found: dict[date, list] = defaultdict(list)  # type: ignore[type-arg]
    for line in lines:
        found[getattr(line, part).on if part else line.on].append(line)
    return found


def _bookings(county_id: int, viewer: Viewer, mine: bool) -> BookingQuerySet:
    rows = booked_visits.rows(seen_by=viewer).open().filter(county_id=county_id)
    if not mine:
        return rows
    own = Booking.objects.of_cadre(viewer.cadre_id).values("pk")
    return rows.filter(Q(pk__in=own) | Q(enterprise_id__any_of=viewer.enterprise_ids))


def _checks(county_id: int, viewer: Viewer, mine: bool) -> CheckQuerySet:
    rows = official_checks.rows(seen_by=viewer).filter(county_id=county_id)
    return rows.filter(enterprise_id__any_of=viewer.enterprise_ids) if mine else rows


def _made(
    county_id: int, first: date, last: date, viewer: Viewer, mine: bool
) -> dict[date, list[MadeVisit]]:
    """Day and unit are known to the whole county; names and words are not asked for."""
    found: dict[date, list[MadeVisit]] = defaultdict(list)
    if county_id not in viewer.home_county_ids:
        return found
    visits = Visit.objects.filter(county_id=county_id, visited_on__range=(first, last))
    if mine:
        own = Q(enterprise_id__any_of=viewer.enterprise_ids) | Q(filed_by_id=viewer.cadre_id)
        visits = visits.filter(own)
    for visit in visits.for_list().order_by("visited_on", "pk")[:MOST]:
        known = known_visits.date_of(visit)
        line = MadeVisit(
            visit.enterprise_id, visit.enterprise.name, visit.get_manner_display(), known
        )
        found[visit.visited_on].append(line)
    return found
