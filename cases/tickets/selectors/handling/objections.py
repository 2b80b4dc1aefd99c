"""Objections of units to a ticket: what was said, and what would become of another one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cadres.deadlines.rules import limits as limit_rules
from cadres.deadlines.rules.limits import Due, Limit, LimitBook
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar, limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Objection, Ticket, TicketEvent
from cases.tickets.rules import handling_units
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.handling_units import Caps, Refusal, Said
from cases.tickets.selectors.page import course


@dataclass(frozen=True, slots=True)
class ObjectionTerm:
    """Until when the unit may object, counted from dispatch whether or not it has signed for it."""

    limit: Limit
    due: Due
    is_late: bool


@dataclass(frozen=True, slots=True)
class Standing(ObjectionTerm):
    """The same, and why an objection would not be taken."""

    refusal: Refusal | None


def standing(ticket: Ticket, *, seen_by: Viewer) -> Standing:
    """Say how an objection of the unit that has the ticket now would fare."""
    book = _book(ticket)
    days = calendar.work_calendar(region_id=ticket.county_id)
    found = _term(ticket, book, _given_at(ticket), days, seen_by)
    caps = Caps(
        book.find(limit_keys.RETURNS_PER_UNIT).amount,
        book.find(limit_keys.RETURNS_PER_TICKET).amount,
    )
    refusal = handling_units.refusal_of(ticket.unit_id or 0, said(ticket, seen_by=seen_by), caps)
    return Standing(found.limit, found.due, found.is_late, refusal)


def term(ticket: Ticket, *, seen_by: Viewer) -> ObjectionTerm:
    """Say until when the unit may object to a ticket that was fetched through visibility."""
    days = calendar.work_calendar(region_id=ticket.county_id)
    return _term(ticket, _book(ticket), _given_at(ticket), days, seen_by)


def is_late(
    ticket: Ticket, given_at: datetime | None, days: WorkCalendar, *, seen_by: Viewer
) -> bool:
    """The same for a page that has read when the unit was given the ticket, and the calendar."""
    return _term(ticket, _book(ticket), given_at, days, seen_by).is_late


def _book(ticket: Ticket) -> LimitBook:
    return limits.book(ticket.dispatched_on or ticket.filed_on, ticket.county_id)


def _given_at(ticket: Ticket) -> datetime | None:
    event = TicketEvent.objects.filter(ticket=ticket, action__in=course.MOVES).order_by(
        "-at", "-pk"
    )
    return event.values_list("at", flat=True).first()


def _term(
    ticket: Ticket, book: LimitBook, given_at: datetime | None, days: WorkCalendar, viewer: Viewer
) -> ObjectionTerm:
    given_on, limit = ticket.dispatched_on or ticket.filed_on, book.find(limit_keys.OBJECTION)
    due = limit_rules.due_on(limit, limit_rules.begin(limit, given_on, given_at), days)
    is_late = viewer.at > due.at if due.at else viewer.today > due.on
    return ObjectionTerm(limit, due, is_late)


def said(ticket: Ticket, *, seen_by: Viewer) -> list[Said]:
    """Return all objections to a ticket that was fetched through visibility, oldest first."""
    rows = Objection.objects.filter(ticket=ticket).order_by("pk")
    return [Said(*row) for row in rows.values_list("unit_id", "is_taken", "decided_unit_id")]
