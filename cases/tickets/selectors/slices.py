"""Slices of the tickets that somebody sees: what a number counts is what its address opens.

Every filter of the ticket list is here once. The list runs the filters of its address through them,
and a number beside a link is counted by the filters of that link: the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from cadres.deadlines.selectors import calendar
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules import status_light
from cases.tickets.rules.list_views import View
from cases.tickets.rules.lists import orders
from cases.tickets.rules.lists.orders import Order
from cases.tickets.rules.status_light import Due
from cases.tickets.rules.workflow import OPEN, WITH_UNIT
from cases.tickets.selectors import search, tickets

ANY_OPEN, COUNTED, HELD = "open", "counted", "held"
Narrow = Callable[[TicketQuerySet, Any, Viewer], TicketQuerySet]


@dataclass(frozen=True, slots=True)
class Slice:
    """Filters of the ticket list with their values; days as days, all else as in the address."""

    asked: tuple[tuple[str, str | int | date], ...]

    @classmethod
    def of(cls, **asked: str | int | date) -> Slice:
        return cls(tuple(asked.items()))

    @property
    def query(self) -> str:
        """As the address of the list says it."""
        return urlencode([(name, str(value)) for name, value in self.asked])

    def rows(self, *, seen_by: Viewer) -> TicketQuerySet:
        """What the list shows under that address."""
        found = tickets.rows(seen_by=seen_by)
        for name, value in self.asked:
            found = narrowed(found, name, value, seen_by=seen_by)
        return found


def narrowed(found: TicketQuerySet, name: str, value: Any, *, seen_by: Viewer) -> TicketQuerySet:
    """Put one filter of the list upon its rows."""
    return FILTERS[name](found, value, seen_by)


def _state(found: TicketQuerySet, value: str, viewer: Viewer) -> TicketQuerySet:
    several: dict[str, Iterable[str]] = {ANY_OPEN: OPEN, HELD: WITH_UNIT}
    if value == COUNTED:
        return found.counted()
    if value in several:
        return found.filter(state__in=sorted(several[value]))
    return found.filter(state=value)


def _due(found: TicketQuerySet, value: str, viewer: Viewer) -> TicketQuerySet:
    counties = viewer.home_county_ids
    days = calendar.work_calendar(region_id=counties[0] if len(counties) == 1 else None)
    return found.filter(status_light.due_is(Due(value), viewer.today, days))


def _sort(found: TicketQuerySet, value: str, viewer: Viewer) -> TicketQuerySet:
    """What is sorted by its term has one: it is open, or overdue."""
    order = Order(value)
    if order in orders.OF_OVERDUE:
        found = found.overdue(viewer.today)
    elif order in orders.OF_OPEN:
        found = found.open()
    return found.in_order(order)


def _column(name: str) -> Narrow:
    return lambda found, value, viewer: found.filter(**{name: value})


FILTERS: dict[str, Narrow] = {
    "q": lambda found, value, viewer: search.narrowed(found, value),
    "state": _state,
    "due": _due,
    "county": _column("county_id"),
    # As in the figures: a unit's tickets are those that it leads.
    "unit": _column("unit_id"),
    "co_unit": lambda found, value, viewer: found.filter(co_unit_ids__contains=[int(value)]),
    "township": _column("township_id"),
    "category": _column("category_id"),
    "source": _column("source"),
    "handling_class": _column("handling_class"),
    "outcome": _column("outcome"),
    "filed_from": _column("filed_on__gte"),
    "filed_to": _column("filed_on__lte"),
    "closed_from": _column("closed_on__gte"),
    "closed_to": _column("closed_on__lte"),
    "enterprise": _column("enterprise_id"),
    "handler": _column("handler_id"),
    "mine": lambda found, value, viewer: found.filter(handler_id=viewer.cadre_id),
    "view": lambda found, value, viewer: found.in_view(View(value), viewer),
    "sort": _sort,
}
