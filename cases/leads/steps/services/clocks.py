"""Starts and ends a lead's clocks; lengths come from the county's limits, each with its basis."""

from __future__ import annotations

from datetime import datetime

from cadres.deadlines.rules import terms
from cadres.deadlines.rules.limits import LimitKey, day_of
from cadres.deadlines.selectors import limits
from cadres.deadlines.selectors.terms import Calendars
from cases.leads.procedure.models.leads import Lead, LeadClock
from cases.leads.procedure.rules.clocks import LIMIT_OF, Clock, Ticks


def follow(lead: Lead, ticks: Ticks, *, at: datetime) -> None:
    """Do to the clocks what the step does; a clock that starts anew ends its earlier run."""
    end(lead, (*ticks.ends, *ticks.starts), at=at)
    end(lead, ticks.voids, at=at, is_void=True)
    for clock in ticks.starts:
        start(lead, clock, since=at)


def start(
    lead: Lead, clock: Clock, *, since: datetime, limit_key: LimitKey | None = None
) -> LeadClock:
    """Start a clock that counts from a moment; working days begin with the next one."""
    limit = limits.find(limit_key or LIMIT_OF[clock], "", day_of(since), lead.county_id)
    days = Calendars(lead.county_id)
    term = terms.begin(limit, since, days.newest)
    return LeadClock.objects.create(
        lead=lead,
        clock=clock,
        started_at=since,
        due_at=terms.due(term, days.__getitem__).at,
        **terms.columns(term, days.__getitem__),
    )


def end(lead: Lead, clocks: tuple[Clock, ...], *, at: datetime, is_void: bool = False) -> int:
    """End what runs of these clocks; `is_void` where nothing was met by it."""
    running = LeadClock.objects.filter(lead=lead, clock__in=clocks, ended_at__isnull=True)
    return running.update(ended_at=at, is_void=is_void)


def prolong(lead: Lead, clock: Clock, limit_key: LimitKey, *, at: datetime) -> LeadClock:
    """Count the running clock from the same beginning to a longer limit."""
    running = LeadClock.objects.get(lead=lead, clock=clock, ended_at__isnull=True)
    LeadClock.objects.filter(pk=running.pk).update(ended_at=at, is_void=True)
    return start(lead, clock, since=running.started_at, limit_key=limit_key)
