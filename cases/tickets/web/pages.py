"""Tickets to read: the list with its filters, one ticket, its paper, its deadline."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from cadres.errors import Absent, Invalid
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values
from cadres.submissions.web import once_keys
from cadres.viewers.rules.roles import Role
from cases.tickets.rules import bulk, list_views
from cases.tickets.rules.bulk import BulkAction
from cases.tickets.selectors import lookups as chosen_things
from cases.tickets.selectors import tickets
from cases.tickets.selectors.filters import TicketFilter
from cases.tickets.selectors.page import ticket_page
from cases.tickets.services.phones import reveal_phone
from cases.tickets.web import came_from
from cases.tickets.web.actions.views import shown

# What is used most stands in one row; the rest unfolds.
MAIN_FIELDS = ("q", "state", "due", "unit", "sort")


@require_GET
@login_required
def ticket_list(request: Request) -> HttpResponse:
    chosen = _filter(request)
    found = chosen.qs if chosen.is_valid() else chosen.queryset.none()
    page = tickets.page(found, _number(request), seen_by=request.viewer)
    fields = chosen.form.visible_fields()
    actions = bulk.actions_for(request.viewer)
    more = [field for field in fields if field.name not in MAIN_FIELDS]
    context = {
        "filter": chosen,
        "main": [field for field in fields if field.name in MAIN_FIELDS],
        "more": more,
        "has_more": any(field.value() for field in more),
        "page": page,
        "export": f"{reverse('cases:ticket-export')}?{request.GET.urlencode()}",
        "tabs": _tabs(request),
        "came_from": came_from.mark(request),
        "bulk": actions,
        "may_hand_over": BulkAction.HAND_OVER in actions,
        "is_narrowed": any(request.GET.values()),
        "may_file": request.viewer.has(Role.CADRE) or request.viewer.is_office,
    }
    return render(request, "cases/tickets/list.html", context)


@require_GET
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    page = shown(request, ticket_page.fetch(pk, seen_by=request.viewer))
    return came_from.keep(request, page, pk)


@require_GET
@login_required
def by_number(request: Request, number: str) -> HttpResponse:
    """A number, as it is written now or was before, leads to its ticket."""
    try:
        found = chosen_things.ticket(number, seen_by=request.viewer)
    except Invalid as error:
        raise Absent("没有这张工单。") from error
    return redirect("cases:ticket-detail", found.pk)


@require_GET
@login_required
def paper(request: Request, pk: int) -> HttpResponse:
    """One A4 sheet to be filed."""
    page = ticket_page.fetch(pk, seen_by=request.viewer)
    return render(request, "cases/tickets/print.html", {"page": page, "ticket": page.ticket})


@require_POST
@login_required
@never_cache
@once_keys.every_time
def phone(request: Request, pk: int) -> HttpResponse:
    """Show a phone number once; that it was shown is on record."""
    ticket = tickets.fetch(pk, seen_by=request.viewer)
    number = reveal_phone(ticket, actor=request.viewer)
    if request.htmx:
        return render(request, "cases/tickets/_phone.html", {"ticket": ticket, "phone": number})
    return shown(request, ticket_page.fetch(pk, seen_by=request.viewer), phone=number)


def _filter(request: Request) -> TicketFilter:
    rows = tickets.rows(seen_by=request.viewer)
    return TicketFilter(request.GET, rows, request=request)


def _number(request: Request) -> int:
    return typed_values.page(request.GET.get("page"))


def _tabs(request: Request) -> list[dict[str, Any]]:
    """All tickets, and the views of one's own work; what was narrowed stays so."""
    here, address = request.GET.get("view", ""), reverse("cases:ticket-list")
    kept = request.GET.copy()
    for name in ("view", "page"):
        kept.pop(name, None)
    views = [
        ("", "全部"),
        *((view.value, view.label) for view in list_views.views_for(request.viewer)),
    ]
    return [
        {
            "label": label,
            "url": _with_view(address, kept, view),
            "current": view == here,
        }
        for view, label in views
    ]


def _with_view(address: str, kept: QueryDict, view: str) -> str:
    query = kept.copy()
    if view:
        query["view"] = view
    return f"{address}?{query.urlencode()}" if query else address
