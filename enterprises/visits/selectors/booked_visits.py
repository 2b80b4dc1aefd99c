"""Booked visits (预约走访) as far as the viewer may read them: day, unit and purpose for everybody
of the county; who comes and what for, for those near and those who come too."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from cadres.errors import Absent
from cadres.pages.models.prepared import DAY, ID, IDS
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.pages.rules import wording
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Booking, Enterprise
from enterprises.register.rules import authority, visibility
from enterprises.register.selectors import nearness
from enterprises.visits.models.querysets import BookingQuerySet
from enterprises.visits.rules.bookings import OPEN, BookingState
from enterprises.visits.rules.slots import Slot, part_words

ABSENT = "没有这次预约。"
# What a door names before anybody asks.
NONE = Booking.objects.none()


@dataclass(frozen=True, slots=True)
class OfferedTime:
    """One of the times among which the enterprise chooses."""

    pk: int
    when: str


@dataclass(frozen=True, slots=True)
class BookedVisit:
    """One plan in words; `people` and `matter` are empty for whoever only sees the enterprise."""

    pk: int
    enterprise_id: int
    enterprise: str
    township: str
    slot: Slot
    when: str
    state: str
    state_label: str
    purpose: str
    units: tuple[str, ...]
    people: tuple[str, ...]
    matter: str
    reason: str
    times: tuple[OfferedTime, ...]
    visit_id: int | None
    comes: bool
    may_join: bool
    may_change: bool
    may_log: bool

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def part_words(self) -> str:
        """The part of the day, where the day itself stands above."""
        return part_words(self.slot)

    @property
    def is_offered(self) -> bool:
        return self.state == BookingState.OFFERED


def rows(*, seen_by: Viewer) -> BookingQuerySet:
    """Return the bookings of visible enterprises, the next ones first."""
    return Booking.objects.visible_to(seen_by).for_list().order_by("on", "from_time", "pk")


def fetch(pk: int, *, seen_by: Viewer) -> Booking:
    """Return the booking; hidden and missing look the same from outside."""
    found = rows(seen_by=seen_by).select_related("county", "booked_by").filter(pk=pk).first()
    if found is None:
        raise Absent(ABSENT)
    return found


def facts(booking: Booking) -> dict[str, Any]:
    """Return what moving it may change, as it stands."""
    words = ("on", "part", "from_time", "to_time", "purpose", "matter")
    return {name: getattr(booking, name) for name in words}


def lines(
    bookings: Iterable[Booking], *, seen_by: Viewer, near: Collection[int] | None = None
) -> list[BookedVisit]:
    """Put bookings into words; `near` are the enterprises of which the caller has asked already."""
    found = list(bookings)
    if near is None:
        near = near_ids({one.enterprise_id for one in found}, seen_by=seen_by)
    return [_line(one, seen_by, is_near=one.enterprise_id in near) for one in found]


def line(booking: Booking, *, seen_by: Viewer) -> BookedVisit:
    return lines([booking], seen_by=seen_by)[0]


def near_ids(enterprise_ids: Collection[int], *, seen_by: Viewer) -> set[int]:
    """Return those of these enterprises of whose visits the viewer may read in full."""
    ids = set(enterprise_ids)
    seen = Enterprise.objects.visible_to(seen_by).filter(pk__in=ids)
    if seen_by.is_system or set(seen_by.home_county_ids) <= set(seen_by.county_ids):
        return ids if seen_by.home_county_ids or seen_by.is_system else set()
    found = ids & set(seen_by.enterprise_ids)
    for more in nearness.ids(seen_by=seen_by):
        found |= set(seen.filter(pk__any_of=more).values_list("pk", flat=True))
    return found


def of_enterprise(enterprise: Enterprise, since: date, *, seen_by: Viewer) -> list[Booking]:
    """Return the open bookings of one enterprise from the day on."""
    found = rows(seen_by=seen_by).open().filter(enterprise=enterprise)
    return list(found.from_day(since))


def fulfilled_by(
    enterprise_id: int, cadre_ids: Collection[int], on: date, *, seen_by: Viewer
) -> list[Booking]:
    """Return the open plans of these people whose day had come by the day of a visit."""
    return _FULFILLED(enterprise_id, list(cadre_ids), on, seen_by=seen_by)


def _fulfilled(
    viewer: Viewer, enterprise_id: int, cadre_ids: list[int], on: date
) -> QuerySet[Booking]:
    seen = Booking.objects.visible_to(viewer).open().filter(enterprise_id=enterprise_id)
    theirs = seen.filter(members__cadre_id__any_of=cadre_ids, on__lte=on)
    return theirs.distinct().order_by("pk")


_FULFILLED = PreparedForViewer(_fulfilled, ID, IDS, DAY)


def _line(booking: Booking, viewer: Viewer, *, is_near: bool) -> BookedVisit:
    members = list(booking.members.all())
    comes = viewer.cadre_id in {member.cadre_id for member in members}
    is_open, reads = booking.state in OPEN, is_near or comes
    firm = booking.enterprise
    may_join = is_open and not comes and viewer.cadre_id is not None
    return BookedVisit(
        pk=booking.pk,
        enterprise_id=firm.pk,
        enterprise=firm.name,
        township=firm.township.name if firm.township else "",
        slot=booking.slot,
        when=booking.slot.words(viewer.today),
        state=booking.state,
        state_label=BookingState(booking.state).label,
        purpose=booking.get_purpose_display(),
        units=tuple(dict.fromkeys(member.unit.name for member in members if member.unit)),
        people=_people(booking) if reads else (),
        matter=booking.matter if reads else "",
        reason=booking.reason if reads else "",
        times=_times(booking, viewer),
        visit_id=booking.visit_id,
        comes=comes,
        may_join=may_join and authority.may_log_visits(viewer, firm),
        may_change=is_open and authority.may_change_booking(viewer, booking),
        may_log=is_open and comes and booking.on <= viewer.today,
    )


def _people(booking: Booking) -> tuple[str, ...]:
    return tuple(
        wording.person(member.cadre.name, member.unit.name if member.unit else "")
        for member in booking.members.all()
    )


def _times(booking: Booking, viewer: Viewer) -> tuple[OfferedTime, ...]:
    if booking.state != BookingState.OFFERED:
        return ()
    offered = sorted(booking.slots.all(), key=lambda one: one.slot.order)
    return tuple(OfferedTime(one.pk, one.slot.words(viewer.today)) for one in offered)


def is_read_in_full(booking: Booking, *, seen_by: Viewer) -> bool:
    """May the viewer know who comes and what for?"""
    members = {member.cadre_id for member in booking.members.all()}
    return seen_by.cadre_id in members or visibility.covers(seen_by, booking.enterprise)
