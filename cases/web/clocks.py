"""Clocks to read: why a day, how it stood on a day; and for their keeper, checks and recounts."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cadres.errors import Conflict, DomainError
from cadres.web import refusals
from cadres.web.requests import Request
from cases.selectors import clock_checks, clock_page, recounts, tickets
from cases.services.recounting import recount_clocks
from cases.web.clock_forms import DayForm, RecountForm

SHOWN = 30


@require_GET
@login_required
def due(request: Request, pk: int) -> HttpResponse:
    """Day by day, why every clock of the ticket ends when it does, and what was written of it."""
    ticket = tickets.fetch(pk, seen_by=request.viewer)
    context = {
        "ticket": ticket,
        "lines": clock_page.explain(ticket, seen_by=request.viewer),
        "ledger": clock_page.ledger(ticket, seen_by=request.viewer),
    }
    name = "_due.html" if request.htmx else "due.html"
    return render(request, f"cases/clocks/{name}", context)


@require_GET
@login_required
def on_day(request: Request, pk: int) -> HttpResponse:
    """How the ticket stood when a day ended."""
    ticket = tickets.fetch(pk, seen_by=request.viewer)
    form = DayForm(request.GET if "on" in request.GET else None, ticket=ticket)
    past = None
    if form.is_valid():
        try:
            past = clock_page.as_of(ticket, form.cleaned_data["on"], seen_by=request.viewer)
        except DomainError as refused:
            refusals.say(form, refused)
    context = {"ticket": ticket, "form": form, "past": past}
    status = 422 if form.errors else 200
    return render(request, "cases/clocks/on_day.html", context, status=status)


@require_GET
@login_required
def checks(request: Request) -> HttpResponse:
    """The nightly comparisons, the newest first."""
    found = clock_checks.rows(seen_by=request.viewer)[:SHOWN]
    return render(request, "cases/clocks/checks.html", {"checks": found})


@require_http_methods(["GET", "POST"])
@login_required
def recount(request: Request) -> HttpResponse:
    """Look at what the newest calendar would move; only what was looked at is recounted."""
    form = RecountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            moved = recount_clocks(actor=request.viewer, version=form.cleaned_data["version"])
            messages.success(request, f"已按新日历重算 {moved} 张工单的时限，每张都留了痕。")
            return redirect("cases:recount")
        except Conflict as refused:
            refusals.say(form, refused)
    preview = recounts.preview(seen_by=request.viewer)
    context = {"preview": preview, "form": form}
    return render(request, "cases/clocks/recount.html", context, status=422 if form.errors else 200)
