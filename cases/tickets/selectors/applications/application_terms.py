"""What a unit may still ask for on a ticket: the terms of an extension, of a parking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cadres.deadlines.rules import limits as limit_rules
from cadres.deadlines.rules import terms
from cadres.deadlines.rules.limits import Due, Limit, LimitKey
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar, limits
from cadres.deadlines.selectors.terms import Calendars
from cadres.viewers.rules.viewer import Viewer
from cases.models import Application, Ticket
from cases.tickets.rules.applications import extensions
from cases.tickets.rules.applications.applications import (
    ApplicationKind,
    ApplicationState,
    extension_untold,
)
from cases.tickets.rules.applications.extensions import Terms
from cases.tickets.rules.clocks import limit_keys


@dataclass(frozen=True, slots=True)
class Stretch:
    """The terms of an extension with the calendar they are counted by."""

    terms: Terms
    days: WorkCalendar
    # The last one that was granted has not moved the promise yet.
    is_untold: bool

    @property
    def farthest_on(self) -> date:
        return extensions.farthest(self.terms, self.days)

    def after(self, more: int) -> Due:
        """Return the limit after so many working days more."""
        return extensions.extended(self.terms.due, more, self.days)


@dataclass(frozen=True, slots=True)
class Review:
    """How long a matter may be parked before it is looked at again."""

    limit: Limit
    latest_on: date
    days: WorkCalendar


def stretch(ticket: Ticket, *, seen_by: Viewer) -> Stretch:
    """Return what an extension of a ticket, found through visibility, must keep to now."""
    days = calendar.work_calendar(region_id=ticket.county_id)
    book = limits.book(seen_by.today, ticket.county_id)
    subject = ticket.handling_class
    granted = Application.objects.filter(
        ticket=ticket, kind=ApplicationKind.EXTENSION, state=ApplicationState.GRANTED
    )
    terms = Terms(
        notice=book.find(limit_keys.EXTENSION_NOTICE, subject),
        length=book.find(limit_keys.EXTENSION_LENGTH, subject),
        times=book.find(limit_keys.EXTENSION_TIMES, subject),
        granted=granted.count(),
        due=Due(ticket.due_on, ticket.is_due_provisional, ticket.due_at),
        last_on=_last_on(ticket, book.get(limit_keys.LONGEST, subject), days),
    )
    untold = granted.filter(extension_untold(), round=ticket.round)
    return Stretch(terms, days, untold.exists())


def review(ticket: Ticket, *, seen_by: Viewer) -> Review:
    """Return until when a ticket, found through visibility, may be parked."""
    days = calendar.work_calendar(region_id=ticket.county_id)
    subject, county_id = ticket.handling_class, ticket.county_id
    limit = limits.find(limit_keys.PARKING_REVIEW, subject, seen_by.today, county_id)
    return Review(limit, extensions.latest_review(limit, seen_by.today, days), days)


def longest_plan(ticket: Ticket, *, seen_by: Viewer) -> date | None:
    """Return the last day for which a ticket, found through visibility, may be planned."""
    book = limits.book(seen_by.today, ticket.county_id, key=limit_keys.PLAN_LONGEST)
    longest = book.get(limit_keys.PLAN_LONGEST, ticket.handling_class)
    if longest is None:
        return None
    days = calendar.work_calendar(region_id=ticket.county_id)
    return limit_rules.due_on(longest, seen_by.today, days).on


def decision_term(ticket: Ticket, key: LimitKey, *, seen_by: Viewer) -> dict[str, Any]:
    """Return the columns of the term within which a decision is owed that is asked for now."""
    days = Calendars(ticket.county_id)
    limit = limits.find(key, ticket.handling_class, seen_by.today, ticket.county_id)
    return terms.columns(terms.begin(limit, seen_by.at, days.newest), days.__getitem__)


def _last_on(ticket: Ticket, longest: Limit | None, days: WorkCalendar) -> date | None:
    if longest is None:
        return None
    start = limit_rules.begin(longest, ticket.filed_on, ticket.filed_at)
    return limit_rules.due_on(longest, start, days).on
