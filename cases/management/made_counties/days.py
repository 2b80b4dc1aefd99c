"""Days and moments of made histories: whole numbers, counted by the real calendar and limits.

A day is its proleptic ordinal, a moment the minutes since the first of them; a million histories
are made of them several times faster than of dates.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from cadres.deadlines.rules import limits as limit_rules
from cadres.deadlines.rules.limits import LimitBook
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar, limits
from cases.tickets.rules.clocks import limit_keys

DAY = 24 * 60
MORNING, EVENING = 8 * 60 + 30, 17 * 60 + 50
CLOCK = [f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(DAY)]
FOREVER = date.max.toordinal()


@dataclass(slots=True)
class Days:
    """The calendar, the limits of each day, and the moment at which the history stops."""

    first: int
    today: int
    end: int
    calendar: WorkCalendar
    books: dict[int, LimitBook]
    _working: list[int] = field(default_factory=list)
    _place: dict[int, int] = field(default_factory=dict)
    _iso: dict[int, str] = field(default_factory=dict)
    _term: dict[tuple[str, str, int], str] = field(default_factory=dict)
    _due: dict[tuple[str, str, int], tuple[int, bool]] = field(default_factory=dict)

    def iso(self, day: int) -> str:
        found = self._iso.get(day)
        if found is None:
            found = self._iso[day] = date.fromordinal(day).isoformat()
        return found

    def stamp(self, moment: int) -> str:
        """Return the moment as PostgreSQL reads it; the seconds only look like those of a clock."""
        day, minute = divmod(moment, DAY)
        return f"{self.iso(day)} {CLOCK[minute]}:{moment * 37 % 60:02d}+08"

    def due(self, key: str, subject: str, since: int) -> tuple[int, bool]:
        """Return the day a limit ends that begins on the day, and whether it is provisional."""
        found = self._due.get((key, subject, since))
        if found is None:
            limit = self.books[since].find(key, subject)
            due = limit_rules.due_on(limit, date.fromordinal(since), self.calendar)
            found = self._due[key, subject, since] = due.on.toordinal(), due.is_provisional
        return found

    def term(self, key: str, subject: str, since: int) -> str:
        """Return amount, unit, basis and calendar of a limit that begins on the day, as columns."""
        found = self._term.get((key, subject, since))
        if found is None:
            limit = self.books[since].find(key, subject)
            version = self.calendar.version
            found = f"{limit.amount}\t{limit.unit}\t{limit.basis}\t{version}"
            self._term[key, subject, since] = found
        return found

    def link_days(self, on: int) -> int:
        return self.books[on].find(limit_keys.LINK_VALID).amount

    def working_day_after(self, day: int, count: int) -> int:
        """Return the count-th working day after the day; nought gives the day or the next one."""
        place = self._place[day]
        place += count if self._working[place] == day else max(0, count - 1)
        return self._working[min(place, len(self._working) - 1)]


def days(first: date, at: datetime) -> Days:
    """Read calendar and limits once; every day of the span has its own book of limits."""
    today = timezone.localdate(at)
    local = timezone.localtime(at)
    start, stop = first.toordinal(), today.toordinal()
    found = Days(
        first=start,
        today=stop,
        end=stop * DAY + local.hour * 60 + local.minute,
        calendar=calendar.work_calendar(),
        books={day: limits.book(date.fromordinal(day)) for day in range(start, stop + 1)},
    )
    _count(found)
    return found


def _count(found: Days) -> None:
    """List the working days up to well after today, and where each day stands among them."""
    beyond = found.today + 400
    for day in range(found.first, beyond):
        found._place[day] = len(found._working)
        if found.calendar.is_working(date.fromordinal(day)):
            found._working.append(day)
