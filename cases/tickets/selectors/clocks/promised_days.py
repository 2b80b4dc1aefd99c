"""Which day each handling class would promise: shown before a ticket is dispatched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cadres.deadlines.rules import limits as limit_rules
from cadres.deadlines.rules.limits import Due, Limit, LimitBook
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar, limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules import status_light
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.status_light import Light
from cases.tickets.rules.vocabulary import HandlingClass


@dataclass(frozen=True, slots=True)
class Promise:
    """What a handling class promises for one ticket, and by which document."""

    handling_class: HandlingClass
    limit: Limit
    due: Due
    light: Light


def by_class(ticket: Ticket, *, seen_by: Viewer) -> list[Promise]:
    """Return what each handling class would promise now; a class without a limit is left out."""
    book = limits.book(ticket.filed_on, ticket.county_id, key=limit_keys.PROMISE)
    days = calendar.work_calendar(region_id=ticket.county_id)
    found = []
    for handling in HandlingClass:
        limit = book.get(limit_keys.PROMISE, handling)
        if limit is not None:
            found.append(_promise(ticket, handling, limit, days, seen_by.today))
    return found


def of_many(
    tickets: Iterable[Ticket], handling_class: str, *, seen_by: Viewer
) -> dict[int, Promise]:
    """Return what the class would promise each of them; without one, the usual of its category.

    A book of limits for every day of filing, a calendar for every county: no more.
    """
    books: dict[tuple[date, int], LimitBook] = {}
    taken = list(tickets)
    days = calendar.work_calendars({ticket.county_id for ticket in taken})
    found = {}
    for ticket in taken:
        place = (ticket.filed_on, ticket.county_id)
        if place not in books:
            books[place] = limits.book(*place, key=limit_keys.PROMISE)
        handling = HandlingClass(handling_class or ticket.category.handling_class)
        limit = books[place].get(limit_keys.PROMISE, handling)
        if limit is not None:
            own = days[ticket.county_id]
            found[ticket.pk] = _promise(ticket, handling, limit, own, seen_by.today)
    return found


def _promise(
    ticket: Ticket, handling: HandlingClass, limit: Limit, days: WorkCalendar, today: date
) -> Promise:
    begins = limit_rules.begin(limit, ticket.filed_on, ticket.filed_at)
    due = limit_rules.due_on(limit, begins, days)
    return Promise(handling, limit, due, status_light.running(due.on, today, days))
