"""Tickets to read: one ticket, its paper, its phone numbers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from cadres.errors import Absent, Invalid
from cadres.pages.web.request_types import Request
from cadres.submissions.web import once_keys
from cases.tickets.selectors import lookups as chosen_things
from cases.tickets.selectors import tickets
from cases.tickets.selectors.page import ticket_page
from cases.tickets.services.phones import reveal_phone
from cases.tickets.web import opened_from_list
from cases.tickets.web.actions.views import shown


@require_GET
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    page = shown(request, ticket_page.fetch(pk, seen_by=request.viewer))
    return opened_from_list.keep(request, page, pk)


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
