"""Which day a limit ends on: limits and calendar are rows, the counting is a rule."""

from __future__ import annotations

from datetime import date, datetime

from cadres.rules import limits as limit_rules
from cadres.selectors import calendar, limits
from cases.models import Ticket
from cases.rules.workflow import State

STEP_LIMITS = {
    State.FILED: "dispatch",
    State.ASSIGNED: "accept",
    State.RESOLVED: "head_decision",
    State.UNCONFIRMED: "call_back",
}


def promise(
    county_id: int, handling_class: str, filed_on: date, filed_at: datetime
) -> limit_rules.Due:
    """The promise to the enterprise, counted from filing."""
    return _due("promise", handling_class, county_id, filed_on, filed_at)


def unit_limit(ticket: Ticket, accepted_at: datetime) -> date:
    """The unit's own time, counted from acceptance."""
    accepted_on = limit_rules.day_of(accepted_at)
    subject = ticket.handling_class
    return _due("unit_own", subject, ticket.county_id, accepted_on, accepted_at).on


def step_limit(county_id: int, state: State, since: date) -> date | None:
    """The limit of the step that is waited for, counted from the day the ticket came there."""
    key = STEP_LIMITS.get(state)
    return _due(key, "", county_id, since).on if key else None


def link_days(ticket: Ticket, on: date) -> int:
    """For how many calendar days a confirmation link holds."""
    return limits.find("link_valid", "", on, ticket.county_id).amount


def _due(
    key: str, subject: str, county_id: int, since: date, at: datetime | None = None
) -> limit_rules.Due:
    limit = limits.find(key, subject, since, county_id)
    begins = limit_rules.begin(limit, since, at)
    return limit_rules.due_on(limit, begins, calendar.work_calendar(region_id=county_id))
