"""Whoever keeps the calendar is told each week that the coming year is missing."""

from __future__ import annotations

from datetime import datetime

from cadres.models import Posting
from cadres.rules import calendar_warnings
from cadres.rules.roles import Role
from cadres.rules.viewer import Viewer
from cadres.selectors.calendar_warnings import KIND, missing_year
from cadres.services import outbox


def warn_of_calendar(at: datetime) -> int:
    """Tell the system administrators once a week while a year is missing; return how many."""
    actor = Viewer.system(at)
    year = missing_year(seen_by=actor)
    if year is None:
        return 0
    keepers = Posting.objects.in_force(actor.today).holding(Role.SYSTEM_ADMIN).cadre_ids()
    week = calendar_warnings.week_of(actor.today)
    outbox.queue(KIND, year, to=keepers, actor=actor, once_per=week)
    return len(keepers)
