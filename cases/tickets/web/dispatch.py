"""The dispatch desk (交办台): the list, the ticket beside it, and the next one after each."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cadres.errors import NotPermitted
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values
from cases.tickets.actions.dispatching import DISPATCH
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.handling import dispatching, suggestions
from cases.tickets.selectors.page import ticket_page
from cases.tickets.selectors.page.ticket_page import TicketPage
from cases.tickets.web.action_forms.action_forms import ActionForm, form_of

DESK = "cases:dispatch-desk"
TAKEN_OVER = ("unit", "handling_class")


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


def refused(request: Request, page: TicketPage, form: ActionForm, status: int) -> HttpResponse:
    """A dispatch that was refused stays on the desk, with every letter of it."""
    shown = _with_form(request, page, form)
    if request.htmx:
        return render(request, "cases/tickets/dispatch/_pane.html", shown, status=status)
    return _desk(request, page.ticket.pk, shown, status)


def next_address(request: Request) -> str:
    """Where the work goes on: behind the ticket that was dispatched, else with the first."""
    then = typed_values.number(request.POST.get("then", ""))
    if then is not None and dispatching.waits(then, seen_by=request.viewer):
        return reverse("cases:dispatch-pane", args=[then])
    return reverse(DESK)


def _desk(
    request: Request, pk: int | None, shown: dict[str, object] | None = None, status: int = 200
) -> HttpResponse:
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
        context |= (shown or _pane(request, pk)) | {"chosen": pk}
    return render(request, "cases/tickets/dispatch/desk.html", context, status=status)


def _pane(request: Request, pk: int) -> dict[str, object]:
    page: TicketPage = ticket_page.fetch(pk, seen_by=request.viewer)
    if Action.DISPATCH not in page.actions:
        return {"page": page, "ticket": page.ticket, "form": None, "action": DISPATCH}
    form = form_of(DISPATCH)(page=page, viewer=request.viewer)
    context = _with_form(request, page, form)
    suggested = context["suggestion"]
    # What a unit said that gave it back goes before what a model is sure of.
    if suggested and suggested.proposed.is_sure and not form.initial.get("unit"):
        form.initial["unit"] = suggested.unit_id
        context["is_filled_in"] = True
    # What somebody took over of the suggestion stands in the address.
    form.initial |= {name: request.GET[name] for name in TAKEN_OVER if name in request.GET}
    return context


def _with_form(request: Request, page: TicketPage, form: ActionForm) -> dict[str, object]:
    return {
        "page": page,
        "ticket": page.ticket,
        "form": form,
        "action": DISPATCH,
        "then": dispatching.after(page.ticket.pk, seen_by=request.viewer),
        "suggestion": suggestions.suggestion(page.ticket, page.past, seen_by=request.viewer),
        "category": suggestions.category(
            page.ticket,
            may_correct=Action.CORRECT in page.actions,
            seen_by=request.viewer,
        ),
    }
