"""Which day each handling class would promise: shown before a ticket is dispatched."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.rules import limits as limit_rules
from cadres.rules.limits import Due, Limit
from cadres.rules.viewer import Viewer
from cadres.selectors import calendar, limits
from cases.models import Ticket
from cases.rules import glance
from cases.rules.glance import Light
from cases.rules.handling import HandlingClass


@dataclass(frozen=True, slots=True)
class Promise:
    """What a handling class promises for one ticket, and by which document."""

    handling_class: HandlingClass
    limit: Limit
    due: Due
    light: Light


def by_class(ticket: Ticket, *, seen_by: Viewer) -> list[Promise]:
    """Return what each handling class would promise now; a class without a limit is left out."""
    book = limits.book(ticket.filed_on, ticket.county_id, key="promise")
    days = calendar.work_calendar(region_id=ticket.county_id)
    found = []
    for handling in HandlingClass:
        limit = book.get("promise", handling)
        if limit is not None:
            begins = limit_rules.begin(limit, ticket.filed_on, ticket.filed_at)
            due = limit_rules.due_on(limit, begins, days)
            light = glance.running(due.on, seen_by.today, days)
            found.append(Promise(handling, limit, due, light))
    return found
