"""The ledger of tickets (工单台账): filtered by its address, laid out as its reader likes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from cadres.pages.rules import wording
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values
from cadres.submissions.web import once_keys
from cadres.viewers.rules.roles import Role
from cases.tickets.rules import bulk, list_views
from cases.tickets.rules.bulk import BulkAction
from cases.tickets.rules.lists import layout as layouts
from cases.tickets.rules.lists.layout import Column, Layout
from cases.tickets.rules.lists.orders import Order
from cases.tickets.selectors import tickets
from cases.tickets.selectors.filters import TicketFilter
from cases.tickets.selectors.lists import ledger_page, neighbours, saved_queries, tab_counts
from cases.tickets.web import opened_from_list
from cases.tickets.web.lists import saved_tabs

# What is used most stands in one row; the rest unfolds.
MAIN_FIELDS = ("q", "state", "due", "unit", "sort")
LAYOUT = "ticket-list"
YEAR = 365 * 24 * 60 * 60
# Of the address, what is no filter: which page, and whether all of it is counted.
PAGE, TOTAL, EXACT = "page", "total", "exact"


@require_GET
@login_required
def ticket_list(request: Request) -> HttpResponse:
    chosen = _chosen(request, request.GET)
    layout = layouts.read(request.COOKIES.get(LAYOUT, ""))
    totals = _totals(request)
    page = ledger_page.page(
        chosen,
        typed_values.page(request.GET.get(PAGE)),
        layout.size,
        seen_by=request.viewer,
        is_exact=request.GET.get(TOTAL) == EXACT,
        counted=totals.get(request.GET.get("view", "")),
    )
    context = {
        **_filters(chosen),
        **_table(request, layout),
        "filter": chosen,
        "page": page,
        "is_past_end": not page.rows and page.number > 1,
        "tabs": _tabs(request, totals),
        "saved": saved_tabs.tabs(request),
        "to_save": saved_queries.query_of(request.GET, chosen),
        "export": f"{reverse('cases:ticket-export')}?{request.GET.urlencode()}",
        "is_narrowed": any(request.GET.values()),
        "may_file": request.viewer.has(Role.CADRE) or request.viewer.is_office,
    }
    return render(request, "cases/tickets/list.html", context)


@require_POST
@login_required
@once_keys.every_time
def lay_out(request: Request) -> HttpResponse:
    """Keep which columns and how many rows a page; the list is as it was filtered."""
    wanted = layouts.layout(
        request.POST.getlist("columns"), typed_values.number(request.POST.get("size"))
    )
    query = opened_from_list.as_query(request.POST.get("query", ""))
    response = redirect(reverse("cases:ticket-list") + (f"?{query}" if query else ""))
    response.set_cookie(
        LAYOUT,
        wanted.written,
        max_age=YEAR,
        path=reverse("cases:ticket-list"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_GET
@login_required
def next_ticket(request: Request, pk: int) -> HttpResponse:
    return _beside(request, pk, is_next=True)


@require_GET
@login_required
def previous_ticket(request: Request, pk: int) -> HttpResponse:
    return _beside(request, pk, is_next=False)


def _beside(request: Request, pk: int, *, is_next: bool) -> HttpResponse:
    """Go on in the list from which the ticket was opened; at its end, back to it."""
    query = opened_from_list.kept(request)
    chosen = _chosen(request, QueryDict(query))
    found = neighbours.neighbour(pk, chosen, is_next=is_next, seen_by=request.viewer)
    if found is None:
        end = "已经是最后一件，回到工单列表。" if is_next else "已经是第一件，回到工单列表。"
        messages.info(request, end)
        return redirect(opened_from_list.address(request))
    return redirect(reverse("cases:ticket-detail", args=[found]) + opened_from_list.carrying(query))


def _chosen(request: Request, query: QueryDict) -> TicketFilter:
    return TicketFilter(query, tickets.rows(seen_by=request.viewer), request=request)


def _filters(chosen: TicketFilter) -> dict[str, Any]:
    fields = chosen.form.visible_fields()
    more = [field for field in fields if field.name not in MAIN_FIELDS]
    return {
        "main": [field for field in fields if field.name in MAIN_FIELDS],
        "more": more,
        "has_more": any(field.value() for field in more),
    }


def _table(request: Request, layout: Layout) -> dict[str, Any]:
    """How the rows are laid out, and what can be done with those that are ticked."""
    actions = bulk.actions_for(request.viewer)
    return {
        "layout": layout,
        "offered": _offered(layout),
        "sizes": layouts.SIZES,
        "heads": _heads(request, layout),
        "query": _filters_of(request).urlencode(),
        "came_from": opened_from_list.mark(request),
        "bulk": actions,
        "may_hand_over": BulkAction.HAND_OVER in actions,
    }


def _offered(layout: Layout) -> list[tuple[Column, bool]]:
    return [(column, column in layout.columns) for column in Column]


def _heads(request: Request, layout: Layout) -> list[dict[str, str]]:
    return [_head(request, column) for column in layout.columns]


def _head(request: Request, column: Column) -> dict[str, str]:
    """A head that sorts says how it stands, and where pressing it leads."""
    head = {"label": str(column.label), "column": str(column.value)}
    orders = layouts.SORTED_BY.get(column)
    if not orders:
        return head
    now = request.GET.get("sort", "")
    wanted = orders[1] if now == orders[0] else orders[0]
    kept = _filters_of(request)
    kept["sort"] = str(wanted.value)
    return head | {
        "url": f"?{kept.urlencode()}",
        "sorted": _direction(Order(now)) if now in orders else "",
        "title": str(wanted.label),
    }


def _direction(order: Order) -> str:
    return "descending" if order in _DESCENDING else "ascending"


_DESCENDING = frozenset({Order.NEWEST, Order.DUE_LAST, Order.CHANGED})


def _filters_of(request: Request) -> QueryDict:
    """The address's query without what is no filter."""
    kept = request.GET.copy()
    for name in (PAGE, TOTAL):
        kept.pop(name, None)
    return kept


def _totals(request: Request) -> dict[str, int]:
    """How many each tab holds, where nothing but the tab narrows the list."""
    kept = _filters_of(request)
    kept.pop("view", None)
    return {} if any(kept.values()) else tab_counts.counts(seen_by=request.viewer)


def _tabs(request: Request, totals: Mapping[str, int]) -> list[dict[str, Any]]:
    """All tickets, and the views of one's own work; what was narrowed stays so."""
    here, address = request.GET.get("view", ""), reverse("cases:ticket-list")
    kept = _filters_of(request)
    kept.pop("view", None)
    views = [
        ("", "全部"),
        *((view.value, view.label) for view in list_views.views_for(request.viewer)),
    ]
    return [
        {
            "label": label,
            "url": _with_view(address, kept, view),
            "current": view == here,
            "count": wording.capped(totals[view]) if view in totals else None,
        }
        for view, label in views
    ]


def _with_view(address: str, kept: QueryDict, view: str) -> str:
    query = kept.copy()
    if view:
        query["view"] = view
    return f"{address}?{query.urlencode()}" if query else address
