"""Which months the leader's page tells of: whole ones, each looked at when equally old.

A month that runs is told by nobody's rate: most of what was filed in it is not due yet.
"""

from __future__ import annotations

from datetime import date, timedelta

from cases.figures.rules import periods
from cases.figures.rules.completion import Period

MONTHS = 6


def last_month(today: date) -> Period:
    """Return the last month that is over."""
    until = today.replace(day=1) - timedelta(days=1)
    return Period(until.replace(day=1), until)


def trend(today: date) -> list[Period]:
    """Return the last whole months, the oldest first."""
    found = [last_month(today)]
    while len(found) < MONTHS:
        found.append(periods.before(found[-1]))
    return found[::-1]


def so_far(on: date) -> Period:
    """Return the month of a day up to it: with what was carried over, all that is open then."""
    return Period(on.replace(day=1), on)


def month_earlier(on: date) -> date:
    """Return the same day of the month before, the last day where it has none."""
    return periods.before(so_far(on)).until


def year_earlier(on: date) -> date:
    return periods.year_earlier(so_far(on)).until
