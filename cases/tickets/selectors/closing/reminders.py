"""Which enterprises are to be reminded to confirm, and which have had their time."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest, TruncDate

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket, TicketEvent
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.closing import reminders
from cases.tickets.rules.closing.reminders import Pace
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.rules.workflow import Action, State


def to_remind(county_id: int, pace: Pace, days: WorkCalendar, *, seen_by: Viewer) -> TicketQuerySet:
    """Return whose turn it is today."""
    on = pace.reminded_on(seen_by.today, days)
    return _silent_since(county_id, on, seen_by).filter(Q(reminded__lt=pace.times))


def to_leave(county_id: int, pace: Pace, days: WorkCalendar, *, seen_by: Viewer) -> TicketQuerySet:
    """Return who was reminded as often as is allowed, and has not answered in time."""
    on = pace.left_on(seen_by.today, days)
    return _silent_since(county_id, on, seen_by).filter(Q(reminded__gte=pace.times))


def times_reminded(ticket: Ticket, *, seen_by: Viewer) -> int:
    """Return how often its enterprise was reminded in this round."""
    asked = TicketEvent.objects.filter(ticket=ticket, round=ticket.round)
    return asked.filter(action=Action.REMIND_ENTERPRISE).count()


def counties(*, seen_by: Viewer) -> list[int]:
    """The counties in which an enterprise is asked to confirm."""
    seen = Ticket.objects.visible_to(seen_by)
    found = seen.filter(state=State.UNCONFIRMED).order_by()
    return list(found.values_list("county_id", flat=True).distinct())


def _silent_since(county_id: int, on: date, viewer: Viewer) -> TicketQuerySet:
    """Whoever was last asked on that day or before; of an enterprise that is no more, nobody is."""
    waiting = Ticket.objects.visible_to(viewer).filter(
        ~Q(outcome=Outcome.DEREGISTERED),
        state=State.UNCONFIRMED,
        county_id=county_id,
        enterprise__isnull=False,
        approved_on__lte=on,
    )
    asked = Greatest("approved_on", Coalesce(_of_events(Max(TruncDate("at"))), "approved_on"))
    times = Count("pk", filter=Q(action=Action.REMIND_ENTERPRISE))
    found = waiting.annotate(asked_on=asked, reminded=Coalesce(_of_events(times), 0))
    return found.filter(Q(asked_on__lte=on))


def _of_events(counted: Any) -> Subquery:
    """One figure of how the enterprise was asked in this round."""
    asked = TicketEvent.objects.filter(
        ticket=OuterRef("pk"), round=OuterRef("round"), action__in=reminders.ASKING
    )
    return Subquery(asked.order_by().values("ticket").annotate(n=counted).values("n"))
