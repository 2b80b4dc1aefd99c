"""The calendars that terms are counted on, and the term that a row keeps."""

from __future__ import annotations

from datetime import date, datetime

from cadres.deadlines.rules.limits import Limit, LimitUnit
from cadres.deadlines.rules.terms import Term
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar
from cadres.models import TermColumns


class Calendars(dict[int, WorkCalendar]):
    """The calendar of a region in each version that is asked for; the newest is asked once."""

    def __init__(self, region_id: int) -> None:
        super().__init__()
        self.region_id = region_id
        self.newest = calendar.work_calendar(region_id=region_id)
        self[self.newest.version] = self.newest

    def __missing__(self, version: int) -> WorkCalendar:
        found = self.newest
        if version:
            found = calendar.work_calendar(version, self.region_id)
        self[version] = found
        return found


class Regions(dict[int, Calendars]):
    """The calendars of each region, asked once for a whole run."""

    def __missing__(self, region_id: int) -> Calendars:
        self[region_id] = Calendars(region_id)
        return self[region_id]


def stored(row: TermColumns, since: date | datetime, stated_on: date | None) -> Term:
    """Return the term that a row keeps, begun then; of a stated day, that day."""
    if not row.term_unit:
        return Term(None, since, row.calendar, stated_on)
    unit = LimitUnit(row.term_unit)
    limit = Limit(row.term_key, row.term_subject, row.term_amount, unit, row.basis)
    return Term(limit, since, row.calendar)
