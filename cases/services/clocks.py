"""Which day a limit ends on: limits and calendar are rows, the counting is a rule."""

from __future__ import annotations

from datetime import date

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


def promise(county_id: int, handling_class: str, filed_on: date) -> limit_rules.Due:
    """The promise to the enterprise, counted from filing."""
    return _due("promise", handling_class, county_id, filed_on)


def unit_limit(ticket: Ticket, accepted_on: date) -> date:
    """The unit's own time, counted from acceptance."""
    return _due("unit_own", ticket.handling_class, ticket.county_id, accepted_on).on


def step_limit(county_id: int, state: State, since: date) -> date | None:
    """The limit of the step that is waited for, counted from the day the ticket came there."""
    key = STEP_LIMITS.get(state)
    return _due(key, "", county_id, since).on if key else None


def link_days(ticket: Ticket, on: date) -> int:
    """For how many calendar days a confirmation link holds."""
    return limits.find("link_valid", "", on, ticket.county_id).amount


def _due(key: str, subject: str, county_id: int, since: date) -> limit_rules.Due:
    limit = limits.find(key, subject, since, county_id)
    return limit_rules.due_on(limit, since, calendar.work_calendar(region_id=county_id))
