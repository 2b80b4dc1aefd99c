"""The tickets of which a table tells, as they stand now or stood at the end of a past day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from cadres.deadlines.rules.limits import moment_of
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.completion import Look
from cases.figures.rules.cross_tables import Ask
from cases.figures.rules.limit_keys import NEAR_DUE
from cases.figures.selectors import figure_limits
from cases.models import Ticket, TicketEvent
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.clocks.binding_days import AS_OF, NOW, Columns, Whose
from cases.tickets.rules.workflow import NOT_COUNTED, State

# Of these the matter was over.
_OVER = sorted({State.CLOSED, *NOT_COUNTED})
_NOT_CLOSED = sorted(set(State) - {State.CLOSED})


@dataclass(frozen=True, slots=True)
class Seen:
    """How tickets are looked at: by which columns, on which day, by whose clock."""

    columns: Columns
    on: date
    whose: Whose
    since: date
    # Asked for so many calendar days before the unit's limit or later, an extension came late.
    near_due: int

    @property
    def ticket(self) -> str:
        """By which column the rows know their ticket."""
        return "pk" if self.columns is NOW else "ticket_id"

    @property
    def ends_at(self) -> datetime:
        """The last moment of the day."""
        return moment_of(self.on)


def seen(ask: Ask, viewer: Viewer, near_due: int | None = None) -> Seen:
    """Return how the tickets of a question are looked at; today's look is the plain one.

    `near_due` is asked of the limits where it is not given.
    """
    on = ask.as_of or viewer.today
    columns = NOW if on == viewer.today else AS_OF
    if near_due is None:
        near_due = figure_limits.amount(NEAR_DUE, on, seen_by=viewer)
    return Seen(columns, on, ask.whose, ask.period.since, near_due)


def rows(ask: Ask, *, seen_by: Viewer) -> QuerySet[Any]:
    """Return the tickets, or their last events up to the day that is looked at."""
    on = ask.as_of or seen_by.today
    return standing(_of_period(ask, seen_by), None if on == seen_by.today else Look.at(on).ends_at)


def standing(
    tickets: TicketQuerySet, before: datetime | None, left_out: Collection[State] = NOT_COUNTED
) -> QuerySet[Any]:
    """Return those that are counted, as they are, or the last event of each before a moment.

    It is looked up once for each ticket and not for each of their events: as an array, because a
    planner that may choose reads all events first.
    """
    if before is None:
        return tickets.exclude(state__in=sorted(left_out))
    earlier = TicketEvent.objects.filter(ticket=OuterRef("pk"), at__lt=before)
    last = Subquery(earlier.order_by("-at", "-pk").values("pk")[:1])
    stood = tickets.order_by().annotate(last_event=last).values("last_event")
    found = TicketEvent.objects.filter(pk__any_of=ArraySubquery(stood))
    return found.exclude(state__in=sorted(left_out))


def end_of_day_before(since: date) -> datetime:
    """Return the last moment before a period begins."""
    return moment_of(since - timedelta(days=1))


def filed_tickets(*, is_own: bool, seen_by: Viewer) -> TicketQuerySet:
    """Return all that the viewer sees, or those of the enterprises that they cover."""
    tickets = Ticket.objects.visible_to(seen_by)
    return tickets.filter(enterprise_id__any_of=seen_by.enterprise_ids) if is_own else tickets


def _of_period(ask: Ask, viewer: Viewer) -> TicketQuerySet:
    tickets = filed_tickets(is_own=ask.is_own, seen_by=viewer).filter(
        filed_on__lte=ask.period.until
    )
    received = Q(filed_on__gte=ask.period.since)
    if not ask.with_carried:
        return tickets.filter(received)
    carried = _carried(tickets, ask.period.since).values("pk")
    return tickets.filter(received | Q(pk__any_of=ArraySubquery(carried)))


def _carried(tickets: TicketQuerySet, since: date) -> TicketQuerySet:
    """Filed before the day and not over at the end of the day before.

    What is over and was closed earlier has been so ever since: only the others are looked up, by
    the indexes of their states and of the day of closing.
    """
    until = end_of_day_before(since)
    last = (
        TicketEvent.objects.filter(ticket=OuterRef("pk"), at__lte=until)
        .order_by("-at", "-pk")
        .values("state")[:1]
    )
    closed_since = Q(state=State.CLOSED, closed_on__gte=since)
    before = tickets.filter(Q(state__in=_NOT_CLOSED) | closed_since, filed_on__lt=since)
    # Of what nobody wrote down by then nothing is known that was over.
    stood = before.order_by().annotate(stood=Coalesce(Subquery(last), Value("")))
    return stood.exclude(stood__in=_OVER)
