"""Time lost in disputes (争议用时): the campaign office's own figure, and the tickets behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import QuerySet

from cadres.deadlines.rules.limits import day_of, moment_of
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar
from cadres.errors import Invalid
from cadres.pages.models.prepared import MOMENT, SINCE, UNTIL
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.pages.rules import rates
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.completion import Period
from cases.figures.rules.disputes import Which
from cases.figures.selectors import completion
from cases.figures.selectors.completion import Question
from cases.models import Objection
from cases.tickets.models.querysets import TicketQuerySet

Row = Mapping[str, Any]
COLUMNS = (
    *("is_taken", "ticket_id", "filed_at", "decided_at"),
    *("ticket__closed_on", "ticket__county_id"),
)


@dataclass(frozen=True, slots=True)
class Disputes:
    """Of a cohort of tickets: how often it was disputed whose they are, and how long it took.

    Counted from the objection to the next dispatch, in working days of the county; one that
    still waits is counted until the day that is looked at.
    """

    objections: int = 0
    tickets: int = 0
    waiting: int = 0
    refused: int = 0
    refused_tickets: int = 0
    days: int = 0
    longest: int = 0

    @property
    def average(self) -> Decimal | None:
        """Working days per objection, to one place; of none there is none."""
        return rates.average(self.days, self.objections)


def of(question: Question, *, seen_by: Viewer) -> Disputes:
    """Count the objections to the tickets of the cohort; one query and one for calendars."""
    on = question.as_of or seen_by.today
    rows = _rows(question, on, seen_by)
    taken = [row for row in rows if row["is_taken"]]
    refused = [row for row in rows if not row["is_taken"]]
    lengths = _lengths(taken, on)
    return Disputes(
        objections=len(taken),
        tickets=_tickets(taken),
        waiting=_tickets(row for row in taken if _waits(row, moment_of(on))),
        refused=len(refused),
        refused_tickets=_tickets(refused),
        days=sum(lengths),
        longest=max(lengths, default=0),
    )


def tickets(question: Question, which: str, *, seen_by: Viewer) -> TicketQuerySet:
    """Return the tickets behind one of these figures."""
    if which not in Which.values:
        raise Invalid("没有这一栏，请从报表重新打开。")
    on = question.as_of or seen_by.today
    said = _said(question, on, seen_by).filter(is_taken=which != Which.REFUSED)
    if which == Which.WAITING:
        undecided = said.filter(ticket__closed_on__isnull=True)
        later = undecided.filter(decided_at__gt=moment_of(on))
        said = undecided.filter(decided_at__isnull=True) | later
    return completion.tickets(question, seen_by=seen_by).filter(pk__in=said.values("ticket_id"))


def _said(question: Question, on: date, viewer: Viewer) -> QuerySet[Objection]:
    return _filed(question, moment_of(on), viewer)


def _filed(question: Question, end: datetime, viewer: Viewer) -> QuerySet[Objection]:
    cohort: Iterable[int] = (
        completion.tickets(question, seen_by=viewer).order_by().values_list("pk", flat=True)
    )
    return Objection.objects.filter(ticket__in=cohort, filed_at__lte=end).order_by()


def _rows(question: Question, on: date, viewer: Viewer) -> list[Row]:
    if question.as_of is not None:
        return list(_said(question, on, viewer).values(*COLUMNS))
    period = question.period
    return _now(question.is_own)(period.since, period.until, moment_of(on), seen_by=viewer)


@cache
def _now(is_own: bool) -> PreparedForViewer:
    def said(viewer: Viewer, since: date, until: date, end: datetime) -> Any:
        question = Question(Period(since, until), is_own=is_own)
        return _filed(question, end, viewer).values(*COLUMNS)

    return PreparedForViewer(said, SINCE, UNTIL, MOMENT)


def _lengths(taken: Iterable[Row], on: date) -> list[int]:
    rows = list(taken)
    known = calendar.work_calendars({row["ticket__county_id"] for row in rows})
    return [
        _length(
            known[row["ticket__county_id"]],
            row["filed_at"],
            _decided(row["decided_at"], moment_of(on)),
            row["ticket__closed_on"],
            on,
        )
        for row in rows
    ]


def _tickets(rows: Iterable[Row]) -> int:
    return len({row["ticket_id"] for row in rows})


def _waits(row: Row, end: datetime) -> bool:
    return _decided(row["decided_at"], end) is None and not row["ticket__closed_on"]


def _decided(at: datetime | None, end: datetime) -> datetime | None:
    """When it was decided, as far as was known by the end of the day that is looked at."""
    return at if at is not None and at <= end else None


def _length(
    days: WorkCalendar,
    filed_at: datetime,
    decided_at: datetime | None,
    closed_on: date | None,
    on: date,
) -> int:
    until = day_of(decided_at) if decided_at else closed_on or on
    return days.working_days_between(day_of(filed_at), until)
