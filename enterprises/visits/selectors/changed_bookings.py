"""What changed lately of the visits to an enterprise, as it reads on its own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from cadres.pages.rules import wording
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Booking, Enterprise
from enterprises.visits.rules.bookings import BookingState
from enterprises.visits.selectors import booked_visits

LATELY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class ChangedBooking:
    """One plan that was moved or cancelled: by unit, never by name."""

    units: tuple[str, ...]
    before: str
    # Nothing where it does not take place.
    now: str
    reason: str


def of_enterprise(enterprise: Enterprise, *, seen_by: Viewer) -> list[ChangedBooking]:
    """Return what was moved or cancelled within two weeks, the newest first, as long as the day
    that the enterprise would still wait for is not over.
    """
    since, today = seen_by.at - LATELY, seen_by.today
    cancelled = Q(state=BookingState.CANCELLED, ended_at__gte=since, on__gte=today)
    moved = Q(moved_at__gte=since, on__gte=today, ended_at__isnull=True)
    rows = booked_visits.rows(seen_by=seen_by).filter(cancelled | moved, enterprise=enterprise)
    newest = sorted(rows, key=lambda one: one.ended_at or one.moved_at or one.booked_at)
    return [_line(one, seen_by) for one in reversed(newest)]


def _line(booking: Booking, viewer: Viewer) -> ChangedBooking:
    members = booking.members.all()
    is_cancelled = booking.state == BookingState.CANCELLED
    moved_from = booking.moved_from or booking.on
    before = wording.day(moved_from, viewer.today)
    when = booking.slot.words(viewer.today)
    return ChangedBooking(
        units=tuple(dict.fromkeys(one.unit.name for one in members if one.unit)),
        before=when if is_cancelled else before,
        now="" if is_cancelled else when,
        reason=booking.reason if is_cancelled else "",
    )
