"""Time lost in disputes (争议用时): the campaign office's own figure, and the tickets behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, QuerySet, TextChoices

from cadres.deadlines.rules.limits import day_of, moment_of
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar
from cadres.errors import Invalid
from cadres.pages.rules import rates
from cadres.people.rules.viewer import Viewer
from cases.figures.selectors import completion
from cases.figures.selectors.completion import Question
from cases.models import Objection
from cases.tickets.models.querysets import TicketQuerySet


class Which(TextChoices):
    TAKEN = "taken", "退回异议"
    WAITING = "waiting", "等待裁定"
    REFUSED = "refused", "退回未受理"


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
    """Count the objections to the tickets of the cohort; two queries and one for calendars."""
    on = question.as_of or seen_by.today
    said = _said(question, on, seen_by)
    rows = list(
        said.filter(is_taken=True).values_list(
            "ticket_id", "filed_at", "decided_at", "ticket__closed_on", "ticket__county_id"
        )
    )
    known = calendar.work_calendars({row[4] for row in rows})
    end = moment_of(on)
    lengths = [_length(known[row[4]], row[1], _decided(row[2], end), row[3], on) for row in rows]
    refused = said.filter(is_taken=False).aggregate(
        times=Count("pk"), tickets=Count("ticket", distinct=True)
    )
    return Disputes(
        objections=len(rows),
        tickets=len({row[0] for row in rows}),
        waiting=len({row[0] for row in rows if _decided(row[2], end) is None and not row[3]}),
        refused=refused["times"],
        refused_tickets=refused["tickets"],
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
    cohort: Iterable[int] = (
        completion.tickets(question, seen_by=viewer).order_by().values_list("pk", flat=True)
    )
    return Objection.objects.filter(ticket__in=cohort, filed_at__lte=moment_of(on)).order_by()


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
