"""A page of the ledger; what is opened all day (a tab, a state, an order) is written once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from cadres.models import Cadre
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.pages.selectors.paging import Page, capped_value
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.lists.orders import Order
from cases.tickets.selectors import tickets
from cases.tickets.selectors.filters import TicketFilter
from cases.tickets.selectors.slices import Slice

# Filters whose values are words of a fixed few, the same for everybody.
PLAIN = frozenset({"state", "view", "sort"})
Asked = tuple[tuple[str, str | int], ...]


def page(
    chosen: TicketFilter,
    number: int,
    size: int,
    *,
    seen_by: Viewer,
    is_exact: bool = False,
    counted: int | None = None,
) -> Page:
    """Return the page of what was chosen; of what cannot be chosen nothing.

    `is_exact` and `counted` are those of `tickets.page`.
    """
    if not chosen.is_valid():
        return tickets.page(chosen.queryset.none(), number, size, seen_by=seen_by)
    asked = plain(chosen)
    if asked is None or is_exact:
        return tickets.page(
            chosen.qs, number, size, seen_by=seen_by, is_exact=is_exact, counted=counted
        )
    start = tickets.start_of(number, size)
    rows = _rows(asked, chosen.order, start, size)(seen_by=seen_by)
    taken = tickets.lines_of(rows, seen_by=seen_by)
    total = _total(asked)(seen_by=seen_by) if counted is None else [counted]
    return tickets.page_of(taken, number, size, total[0] if total else 0)


def plain(chosen: TicketFilter) -> Asked | None:
    """Return what was chosen where all of it is plain; None where something else narrows."""
    given = {name: value for name, value in chosen.form.cleaned_data.items() if value}
    return tuple(given.items()) if given.keys() <= PLAIN else None


@lru_cache(maxsize=256)
def _rows(asked: Asked, order: Order, start: int, size: int) -> PreparedForViewer:
    def rows(viewer: Viewer) -> Any:
        # One more than is shown says whether a page follows.
        taken = _found(asked, viewer).in_order(order)[start : start + size + 1]
        return taken.joined_late().values(*tickets.COLUMNS)

    return PreparedForViewer(rows)


@lru_cache(maxsize=256)
def _total(asked: Asked) -> PreparedForViewer:
    def total(viewer: Viewer) -> Any:
        one = Cadre.objects.filter(pk=viewer.cadre_id or 0)
        return one.values_list(capped_value(_found(asked, viewer)), flat=True)

    return PreparedForViewer(total)


def _found(asked: Asked, viewer: Viewer) -> TicketQuerySet:
    return Slice(asked).rows(seen_by=viewer)
