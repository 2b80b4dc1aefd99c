"""Whoever keeps the calendar is told each week that the coming year is missing."""

from __future__ import annotations

from datetime import datetime

from cadres.deadlines.rules import calendar_warnings
from cadres.deadlines.selectors.calendar_warnings import KIND, missing_year
from cadres.models import Posting
from cadres.notifications.services import outbox
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer


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
