"""Saved views (已存视图) of the ledger as tabs, and the query that one would keep."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from cadres.pages.web.request_types import Request
from cadres.saved_views.selectors import saved_views
from cases.tickets.selectors.filters import TicketFilter

LIST = "tickets"


def tabs(request: Request) -> list[dict[str, Any]]:
    """The views that somebody has; of a shared one, whose it is."""
    here = _sorted(request.GET)
    return [
        {
            "label": view.name,
            "url": f"{reverse('cases:ticket-list')}?{view.query}",
            "current": view.query == here,
            "whose": "" if view.owner_id == request.viewer.cadre_id else str(view.owner),
        }
        for view in saved_views.rows(LIST, seen_by=request.viewer)
    ]


def query_of(given: QueryDict, chosen: TicketFilter) -> str:
    """What of an address is filter or order, in one order of writing; nothing where it is bad."""
    if not chosen.is_valid():
        return ""
    kept = QueryDict(mutable=True)
    for name in chosen.filters:
        if given.get(name):
            kept[name] = given[name]
    return _sorted(kept)


def _sorted(given: QueryDict) -> str:
    """Two addresses with the same filters are one view."""
    kept = QueryDict(mutable=True)
    for name in sorted(given):
        if name in TicketFilter.base_filters and given[name]:
            kept[name] = given[name]
    return kept.urlencode()
