"""The issues raised at a 企业服务日: told of it by themselves, or by the visit they came from."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Q

from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.definitions import rates, standing
from cases.figures.selectors import measured
from cases.figures.selectors.cohorts import Seen
from cases.service_days.rules.figures import OPEN, DayFigures, Show
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.clocks.binding_days import NOW, Whose
from cases.tickets.selectors import tickets
from enterprises.models import ServiceDay, Visit


def of_day(day: ServiceDay, *, seen_by: Viewer) -> TicketQuerySet:
    """Return those that the viewer may see and that are counted; to see the day opens none."""
    # As ids: a sub-query beside the other condition would walk every ticket.
    visits = list(Visit.objects.filter(service_day=day).values_list("pk", flat=True))
    raised = Q(service_day=day) | Q(visit__any_of=visits) if visits else Q(service_day=day)
    return tickets.rows(seen_by=seen_by).counted().filter(raised)


def shown(day: ServiceDay, show: Show, *, seen_by: Viewer) -> TicketQuerySet:
    """Return the issues behind one number of the page."""
    return of_day(day, seen_by=seen_by).filter(_condition(show, seen_by))


def figures(day: ServiceDay, *, seen_by: Viewer) -> DayFigures:
    """Count all of them at once, by the conditions of their lists."""
    counts = {
        show.value: Count("pk", filter=_condition(show, seen_by))
        for show in Show
        if show is not Show.RECEIVED
    }
    found = of_day(day, seen_by=seen_by).order_by().aggregate(received=Count("pk"), **counts)
    return DayFigures(**found)


def _condition(show: Show, viewer: Viewer) -> Q:
    seen = Seen(NOW, viewer.today, Whose.COUNTY, date.min, 0)
    match show:
        case Show.RECEIVED:
            return Q()
        case Show.OPEN:
            return reduce(or_, (measured.condition(one, seen) for one in OPEN))
        case Show.ASKED:
            return measured.denominator(rates.SOLUTION, seen)
        case _:
            return measured.condition(_MEASURES[show], seen)


_MEASURES = {
    Show.CLOSED: standing.CLOSED,
    Show.ON_TIME: "on_time",
    Show.APART: standing.APART,
    Show.SOLVED: "solved",
}
