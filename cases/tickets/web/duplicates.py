"""Merging duplicates: name the other ticket, read what will happen, confirm it once."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cadres.errors import Absent, DomainError, Invalid
from cadres.pages.web import refusals
from cadres.pages.web.request_types import Request
from cases.models import Ticket
from cases.tickets.actions import related
from cases.tickets.rules.duplicates import duplicates as merging
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors import lookups, tickets
from cases.tickets.selectors.duplicates import duplicates as similar
from cases.tickets.selectors.page import ticket_page
from cases.tickets.selectors.page.ticket_page import TicketPage
from cases.tickets.services.duplicates.duplicates import merge_tickets
from cases.tickets.web.action_forms.action_forms import plain_form_of
from cases.tickets.web.actions.views import shown

NumberForm, NoteForm = plain_form_of((related.NAMED_BY_NUMBER,)), plain_form_of((related.NOTE,))


@login_required
@require_http_methods(["GET", "POST"])
def merge(request: Request, pk: int) -> HttpResponse:
    """GET asks which ticket tells the same, or shows what would happen; POST does it."""
    page = ticket_page.fetch(pk, seen_by=request.viewer)
    try:
        ticket_page.check(page, Action.MERGE, seen_by=request.viewer)
    except DomainError as refused:
        if request.htmx:
            raise
        return shown(request, page, refusal=refused.message, status=refusals.status_of(refused))
    given = request.POST.get("number") or request.GET.get("number")
    form = NumberForm({"number": given} if given is not None else None)
    other = _other(form, request)
    if other is None:
        return _asked(request, page, form)
    if request.method == "GET":
        return _told(request, page, other, NoteForm())
    return _done(request, page, other)


@require_GET
@login_required
def alike(request: Request, pk: int) -> HttpResponse:
    """Tickets that may be the same matter, and those of the same kind."""
    page = ticket_page.fetch(pk, seen_by=request.viewer)
    if page.ticket.county_id not in request.viewer.office_county_ids:
        raise Absent(tickets.ABSENT)
    context = {
        "page": page,
        "ticket": page.ticket,
        "likely": similar.duplicates(page.ticket, seen_by=request.viewer),
        "similar_tickets": similar.similar_tickets(page.ticket, seen_by=request.viewer),
        "may_merge": Action.MERGE in page.actions,
    }
    return render(request, "cases/tickets/duplicates/alike.html", context)


def _other(form: forms.Form, request: Request) -> Ticket | None:
    """The other ticket, where one is named that this person may see."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return lookups.ticket(form.cleaned_data["number"], seen_by=request.viewer)
    except Invalid as refused:
        refusals.say(form, refused)
        return None


def _asked(request: Request, page: TicketPage, form: forms.Form) -> HttpResponse:
    context = {"page": page, "ticket": page.ticket, "form": form, "likely": page.matter.likely}
    status = 422 if form.errors else 200
    return render(request, "cases/tickets/duplicates/which.html", context, status=status)


def _told(
    request: Request, page: TicketPage, other: Ticket, form: forms.Form, status: int = 200
) -> HttpResponse:
    """Side by side which of them stays and which goes; why it cannot be, where it cannot."""
    pair = merging.pair_of(page.ticket, other)
    refusal = ""
    try:
        merging.check(pair)
    except DomainError as refused:
        refusal, status = refused.message, refusals.status_of(refused)
    context = {
        "ticket": page.ticket,
        "other": other,
        "pair": pair,
        "promised_on": merging.earlier_promise(pair),
        "form": form,
        "refusal": refusal,
    }
    return render(request, "cases/tickets/duplicates/confirm.html", context, status=status)


def _done(request: Request, page: TicketPage, other: Ticket) -> HttpResponse:
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _told(request, page, other, form, 422)
    try:
        master = merge_tickets(
            page.ticket, other, actor=request.viewer, note=form.cleaned_data["note"]
        )
    except Absent:
        raise
    except DomainError as refused:
        refusals.say(form, refused)
        return _told(request, page, other, form, refusals.status_of(refused))
    gone = other if master.pk == page.ticket.pk else page.ticket
    messages.success(request, f"{gone.number} 已并入 {master.number}，今后在这张工单上办理。")
    return redirect("cases:ticket-detail", master.pk)
