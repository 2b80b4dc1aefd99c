"""One enterprise's contact calendar (联系日历): who was there, who is to come, what it wishes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from cadres.deadlines.rules.limits import LimitBook
from cadres.deadlines.selectors import limits
from cadres.pages.models.prepared import DAY, IDS
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Booking, Enterprise, Visit
from enterprises.register.rules import authority
from enterprises.register.rules.visibility import VisitDate
from enterprises.register.selectors import known_visits
from enterprises.visits.rules import quiet_days, visit_cool_down
from enterprises.visits.rules.quiet_days import QuietDays
from enterprises.visits.rules.visit_cool_down import Hint
from enterprises.visits.selectors import booked_visits, official_checks, wishes
from enterprises.visits.selectors.booked_visits import BookedVisit
from enterprises.visits.selectors.official_checks import CheckLine
from enterprises.visits.selectors.wishes import WishLine

# Where no limit says how long a contact counts as lately, a month is looked back.
LOOK_BACK_DAYS = 30


@dataclass(frozen=True, slots=True)
class EnterpriseCalendar:
    """What whoever plans to go should know; shown by `enterprises/visits/_calendar.html`."""

    enterprise_id: int
    # Others were there within the cool-down; nothing where nobody was, or no limit is set.
    hint: Hint | None
    booked: list[BookedVisit]
    checks: list[CheckLine]
    wish: WishLine | None
    # Today is a quiet day by this rule, until this day.
    quiet: QuietDays | None
    quiet_until: date | None
    county_rules: tuple[QuietDays, ...]
    may_book: bool
    may_set_wish: bool
    may_note_check: bool

    @property
    def others(self) -> list[BookedVisit]:
        """Plans in which the viewer has no part."""
        return [one for one in self.booked if not one.comes]

    @property
    def units_to_come(self) -> tuple[str, ...]:
        """The units of the open plans; two or more come close upon each other."""
        return tuple(dict.fromkeys(unit for one in self.booked for unit in one.units))

    @property
    def is_crowded(self) -> bool:
        return len(self.units_to_come) > 1


@dataclass(frozen=True, slots=True)
class ContactBrief:
    """The same in a line, for lists: wish, who else was there, who is to come, quiet days."""

    wish: WishLine | None
    newest: VisitDate | None
    booked: tuple[BookedVisit, ...]
    quiet_until: date | None

    @property
    def others(self) -> tuple[BookedVisit, ...]:
        return tuple(one for one in self.booked if not one.comes)


def part(
    enterprise: Enterprise, *, seen_by: Viewer, is_near: bool, asked: Mapping[str, str]
) -> EnterpriseCalendar:
    """Return what the enterprise's page shows of it; its address asks nothing of the calendar."""
    return of(enterprise, seen_by=seen_by, is_near=is_near)


def of(
    enterprise: Enterprise, *, seen_by: Viewer, is_near: bool | None = None
) -> EnterpriseCalendar:
    """Return the calendar of a visible enterprise.

    `is_near` is what `nearness.is_near` said, where the caller has asked it already.
    """
    today = seen_by.today
    book = cool_down(enterprise.county_id, seen_by=seen_by)
    wish = wishes.lines([enterprise.pk], seen_by=seen_by).get(enterprise.pk)
    county = wishes.quiet_rules(enterprise.county_id, today, seen_by=seen_by)
    rules = (*own_rules(wish), *county)
    checked = official_checks.of_enterprise(enterprise, since(book, today), seen_by=seen_by)
    may_visit = enterprise.is_active and authority.may_log_visits(seen_by, enterprise)
    may_speak = enterprise.is_active and authority.may_set_wish(seen_by, enterprise)
    return EnterpriseCalendar(
        enterprise_id=enterprise.pk,
        hint=_hint(enterprise, book, seen_by),
        booked=_planned(enterprise, seen_by, is_near),
        checks=official_checks.lines(checked, rules, seen_by=seen_by),
        wish=wish,
        quiet=quiet_days.standing(rules, today),
        quiet_until=_quiet_until(rules, today),
        county_rules=county,
        may_book=may_visit,
        may_set_wish=may_speak,
        may_note_check=may_speak,
    )


def briefs(
    enterprise_ids: Collection[int],
    *,
    seen_by: Viewer,
    books: Mapping[int, LimitBook] = MappingProxyType({}),
) -> dict[int, ContactBrief]:
    """Return a line for each of these visible enterprises; as many queries for one as for many.

    `books` are the cool-downs by county that the caller has read already.
    """
    counties: dict[int, int] = dict(_COUNTIES(list(enterprise_ids), seen_by=seen_by))
    said = wishes.lines(enterprise_ids, seen_by=seen_by)
    newest = _newest(counties, books, seen_by)
    booked = _booked(counties, seen_by)
    county = {
        pk: wishes.quiet_rules(pk, seen_by.today, seen_by=seen_by) for pk in set(counties.values())
    }
    return {
        pk: ContactBrief(
            wish=said.get(pk),
            newest=newest.get(pk),
            booked=tuple(booked.get(pk, ())),
            quiet_until=_quiet_until((*own_rules(said.get(pk)), *county[county_id]), seen_by.today),
        )
        for pk, county_id in counties.items()
    }


def own_rules(wish: WishLine | None) -> tuple[QuietDays, ...]:
    """Return the quiet days that the enterprise itself asks for."""
    return (wish.wish.quiet,) if wish and wish.wish.quiet else ()


def cool_down(county_id: int | None, *, seen_by: Viewer) -> LimitBook:
    """Return the cool-down as it holds in the county today; without one, everywhere."""
    return limits.book(seen_by.today, county_id, key=visit_cool_down.COOL_DOWN)


def since(book: LimitBook, today: date) -> date:
    """Return the first day whose contacts still count as lately."""
    limit = book.get(visit_cool_down.COOL_DOWN)
    if limit is None:
        return today - timedelta(days=LOOK_BACK_DAYS)
    return visit_cool_down.quiet_since(limit, today) + timedelta(days=1)


def _planned(enterprise: Enterprise, viewer: Viewer, is_near: bool | None) -> list[BookedVisit]:
    planned = booked_visits.of_enterprise(enterprise, viewer.today, seen_by=viewer)
    if is_near is None:
        return booked_visits.lines(planned, seen_by=viewer)
    reads = is_near or enterprise.county_id in viewer.county_ids
    return booked_visits.lines(planned, seen_by=viewer, near={enterprise.pk} if reads else set())


def _hint(enterprise: Enterprise, book: LimitBook, viewer: Viewer) -> Hint | None:
    limit = book.get(visit_cool_down.COOL_DOWN)
    if limit is None or viewer.cadre_id is None:
        return None
    lately = _lately({enterprise.pk}, visit_cool_down.quiet_since(limit, viewer.today), viewer)
    return visit_cool_down.hint(limit, [known_visits.date_of(visit) for visit in lately])


def _lately(enterprise_ids: Collection[int], after: date, viewer: Viewer) -> list[Visit]:
    """Visits of others after the day; what everybody of the region may know of them is the day."""
    return _LATELY(list(enterprise_ids), after, seen_by=viewer)


def _visits(viewer: Viewer, enterprise_ids: list[int], after: date) -> Any:
    seen = Enterprise.objects.visible_to(viewer).filter(pk__any_of=enterprise_ids)
    visits = Visit.objects.filter(enterprise__in=seen, visited_on__gt=after)
    others = visits.filter(visited_on__lte=viewer.today).without([viewer.cadre_id or 0])
    return others.for_list().order_by("visited_on", "pk")


_COUNTIES = PreparedForViewer(
    lambda viewer, pks: (
        Enterprise.objects.visible_to(viewer).filter(pk__any_of=pks).values_list("pk", "county_id")
    ),
    IDS,
)
_LATELY = PreparedForViewer(_visits, IDS, DAY)


def _newest(
    counties: dict[int, int], books: Mapping[int, LimitBook], viewer: Viewer
) -> dict[int, VisitDate]:
    each = set(counties.values())
    read = [books.get(pk) or cool_down(pk, seen_by=viewer) for pk in each]
    days = [since(book, viewer.today) - timedelta(days=1) for book in read]
    after = min(days, default=viewer.today)
    lately = _lately(counties, after, viewer)
    return {visit.enterprise_id: known_visits.date_of(visit) for visit in lately}


def _booked(counties: dict[int, int], viewer: Viewer) -> dict[int, list[BookedVisit]]:
    rows = _BOOKED(list(counties), seen_by=viewer)
    found: dict[int, list[BookedVisit]] = defaultdict(list)
    for one in booked_visits.lines(rows, seen_by=viewer):
        found[one.enterprise_id].append(one)
    return found


def _bookings(viewer: Viewer, enterprise_ids: list[int]) -> Any:
    seen = Booking.objects.visible_to(viewer).open().from_day(viewer.today)
    rows = seen.filter(enterprise_id__any_of=enterprise_ids).for_list()
    return rows.order_by("on", "from_time", "pk")


_BOOKED = PreparedForViewer(_bookings, IDS)


def _quiet_until(rules: tuple[QuietDays, ...], today: date) -> date | None:
    quiet = quiet_days.standing(rules, today)
    return quiet.until(today) if quiet else None
