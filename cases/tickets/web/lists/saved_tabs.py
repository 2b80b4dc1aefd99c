"""Saved views (已存视图) of the ledger as tabs."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from cadres.pages.web.request_types import Request
from cadres.saved_views.selectors import saved_views
from cases.tickets.selectors.lists import saved_queries


def tabs(request: Request) -> list[dict[str, Any]]:
    """The views that somebody has; of a shared one, whose it is."""
    here = saved_queries.in_order(request.GET)
    return [
        {
            "label": view["name"],
            "url": f"{reverse('cases:ticket-list')}?{view['query']}",
            "current": view["query"] == here,
            "whose": "" if view["owner_id"] == request.viewer.cadre_id else view["owner__name"],
        }
        for view in saved_views.tabs(saved_queries.LIST, seen_by=request.viewer)
    ]
