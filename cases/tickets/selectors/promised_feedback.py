"""Until when the enterprise must hear again how far its problem is (一跟到底)."""

from __future__ import annotations

from typing import Any

from cadres.deadlines.rules import limits as limit_rules
from cadres.deadlines.rules.limits import Due, Limit
from cadres.deadlines.selectors import calendar, limits
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Measure, Ticket
from cases.tickets.rules.clocks import limit_keys


def latest(ticket: Ticket, *, seen_by: Viewer) -> tuple[Limit, Due]:
    """Return the last day that may be promised today, and by which limit."""
    limit = limits.find(limit_keys.NEXT_FEEDBACK, "", seen_by.today, ticket.county_id)
    days = calendar.work_calendar(region_id=ticket.county_id)
    return limit, limit_rules.due_on(limit, limit_rules.begin(limit, seen_by.today), days)


def read(measure: Measure, *, seen_by: Viewer) -> Read:
    """Return what a page on which another day is promised reads of the measure now."""
    return edits.read(measure, facts(measure), seen_by=seen_by)


def facts(measure: Measure) -> dict[str, Any]:
    return {"on": measure.next_feedback_on}
