"""The enterprise's own contact calendar: who is to come, by unit and purpose; never by name."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.viewers.rules.viewer import Viewer
from enterprises.models import ContactWish, Enterprise, OfficeLine
from enterprises.register.selectors import gate_codes
from enterprises.visits.selectors import (
    booked_visits,
    changed_bookings,
    official_checks,
    wishes,
)
from enterprises.visits.selectors.booked_visits import BookedVisit
from enterprises.visits.selectors.changed_bookings import ChangedBooking
from enterprises.visits.selectors.official_checks import CheckLine
from enterprises.visits.selectors.wishes import WishLine


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """What an enterprise sees and may answer; `checks` stay empty behind the code at the gate."""

    enterprise: Enterprise
    line: OfficeLine
    booked: list[BookedVisit]
    checks: list[CheckLine]
    wish: ContactWish | None
    said: WishLine | None
    visit_changes: list[ChangedBooking]


def of(enterprise: Enterprise, *, seen_by: Viewer, shows_checks: bool) -> CalendarPage:
    """Return the page; whoever passes the gate need not read who checks the enterprise."""
    today = seen_by.today
    planned = booked_visits.of_enterprise(enterprise, today, seen_by=seen_by)
    checked = (
        official_checks.of_enterprise(enterprise, today.replace(day=1), seen_by=seen_by)
        if shows_checks
        else []
    )
    wish = wishes.current(enterprise, seen_by=seen_by)
    said = wishes.line_of(wish, today) if wish else None
    return CalendarPage(
        enterprise=enterprise,
        line=gate_codes.office_line(enterprise.county, seen_by=seen_by),
        booked=booked_visits.lines(planned, seen_by=seen_by),
        checks=official_checks.lines(checked, (), seen_by=seen_by),
        wish=wish,
        said=said if said and said.phrases else None,
        visit_changes=changed_bookings.of_enterprise(enterprise, seen_by=seen_by),
    )
