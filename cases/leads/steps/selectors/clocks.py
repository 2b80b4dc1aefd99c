"""The clocks of leads as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors.calendar import work_calendar
from cases.leads.procedure.models.leads import Lead, LeadClock
from cases.leads.procedure.rules.clocks import TOWARD_REPORTER, Clock
from cases.leads.procedure.rules.vocabulary import Side
from cases.leads.vault.rules.reader import Reader


@dataclass(frozen=True, slots=True)
class Due:
    """The running clock that ends first."""

    clock: str
    due_on: date
    basis: str
    # Working days that are left; below nought where it is over.
    left: int
    is_provisional: bool = False

    @property
    def label(self) -> str:
        return Clock(self.clock).label

    @property
    def is_late(self) -> bool:
        return self.left < 0


def next_due(rows: Sequence[Lead], *, seen_by: Reader) -> dict[int, Due]:
    """For each lead the running clock that ends first; one query for all of them."""
    running = (
        known_to(seen_by=seen_by)
        .filter(lead__in=rows, ended_at__isnull=True)
        .order_by("lead_id", "due_on", "pk")
        .distinct("lead_id")
    )
    days = work_calendar(None, seen_by.county_id)
    return {row.lead_id: _due(row, days, seen_by.today) for row in running}


def of_lead(lead: Lead, *, seen_by: Reader) -> list[LeadClock]:
    """Every run of every clock of the lead, oldest first."""
    return list(known_to(seen_by=seen_by).filter(lead=lead).order_by("started_at", "pk"))


def known_to(*, seen_by: Reader) -> QuerySet[LeadClock]:
    """All but, for the sender, what the receiver owes the reporter."""
    if seen_by.side == Side.RECEIVER:
        return LeadClock.objects.all()
    return LeadClock.objects.exclude(clock__in=sorted(TOWARD_REPORTER))


def _due(row: LeadClock, days: WorkCalendar, today: date) -> Due:
    left = _left(days, today, row.due_on)
    return Due(row.clock, row.due_on, row.basis_words, left, row.is_due_provisional)


def _left(days: WorkCalendar, today: date, due_on: date) -> int:
    if due_on >= today:
        return days.working_days_between(today, due_on)
    return -max(1, days.working_days_between(due_on, today))
