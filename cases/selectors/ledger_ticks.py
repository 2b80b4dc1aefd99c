"""The clock ledger as the rules read it, and the calendars in the versions that it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cadres.rules.workdays import WorkCalendar
from cadres.selectors import calendar
from cases.models import ClockEvent
from cases.rules.clocks import Tick


class Calendars(dict[int, WorkCalendar]):
    """The calendar of a county in each version that is asked for; the newest is asked once."""

    def __init__(self, county_id: int) -> None:
        super().__init__()
        self.county_id = county_id
        self.newest = calendar.work_calendar(region_id=county_id)
        self[self.newest.version] = self.newest

    def __missing__(self, version: int) -> WorkCalendar:
        found = self.newest
        if version:
            found = calendar.work_calendar(version, self.county_id)
        self[version] = found
        return found


def of_tickets(pks: Iterable[int]) -> dict[int, list[Tick]]:
    """Return the ledgers of tickets found through visibility, each in the order of writing."""
    found: dict[int, list[Tick]] = defaultdict(list)
    for row in ClockEvent.objects.filter(ticket_id__in=list(pks)).order_by("pk"):
        found[row.ticket_id].append(as_tick(row))
    return found


def as_tick(row: ClockEvent) -> Tick:
    return Tick(
        kind=row.kind,
        verb=row.verb,
        at=row.at,
        since=row.since,
        key=row.key,
        subject=row.subject,
        amount=row.amount,
        measure=row.measure,
        basis=row.basis,
        calendar=row.calendar,
        stated_on=row.stated_on,
        unit_id=row.unit_id,
        share_id=row.share_id,
    )
