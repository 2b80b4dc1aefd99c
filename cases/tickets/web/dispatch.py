"""The dispatch desk (交办台): the list, the ticket beside it, and the next one after each."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cadres.errors import NotPermitted
from cadres.pages.web.request_types import Request
from cases.tickets.actions.dispatching import DISPATCH
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.handling import dispatching
from cases.tickets.selectors.page import ticket_page
from cases.tickets.selectors.page.ticket_page import TicketPage
from cases.tickets.web.action_forms.action_forms import form_of


@require_GET
@login_required
def dispatch_desk(request: Request) -> HttpResponse:
    """The most urgent ticket lies open; after a dispatch that is the next one."""
    return _desk(request, None)


@require_GET
@login_required
def pane(request: Request, pk: int) -> HttpResponse:
    """One ticket beside the list; over htmx the pane alone."""
    if not request.htmx:
        return _desk(request, pk)
    return render(request, "cases/tickets/dispatch/_pane.html", _pane(request, pk))


@require_GET
@login_required
def preview(request: Request, pk: int) -> HttpResponse:
    """What would be promised with what is chosen now; nothing is done."""
    page = ticket_page.fetch(pk, seen_by=request.viewer)
    ticket_page.check(page, Action.DISPATCH, seen_by=request.viewer)
    form = form_of(DISPATCH)(request.GET, page=page, viewer=request.viewer)
    context = {"form": form, "ticket": page.ticket, "action": DISPATCH, "page": page}
    name = "_preview.html" if request.htmx else "preview.html"
    return render(request, f"cases/tickets/dispatch/{name}", context)


def _desk(request: Request, pk: int | None) -> HttpResponse:
    if not request.viewer.is_office:
        raise NotPermitted("交办由县助企办进行。您的工作在“待办”里。")
    waiting = dispatching.to_dispatch(seen_by=request.viewer)
    lines = waiting.lines
    context: dict[str, object] = {
        "lines": lines,
        "total": waiting.total,
        "chosen": pk,
        "page": None,
        "is_opened": pk is not None,
    }
    if pk is None and lines:
        pk = lines[0].pk
    if pk is not None:
        context |= _pane(request, pk) | {"chosen": pk}
    return render(request, "cases/tickets/dispatch/desk.html", context)


def _pane(request: Request, pk: int) -> dict[str, object]:
    page: TicketPage = ticket_page.fetch(pk, seen_by=request.viewer)
    form = None
    if Action.DISPATCH in page.actions:
        form = form_of(DISPATCH)(page=page, viewer=request.viewer)
    return {"page": page, "ticket": page.ticket, "form": form, "action": DISPATCH}
