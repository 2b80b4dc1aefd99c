"""Clocks to read: why a day, how it stood on a day; and for their keeper, checks and recounts."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cadres.deadlines.selectors import recounts
from cadres.deadlines.services.recounts import ask_preview, ask_recount
from cadres.errors import Conflict, DomainError
from cadres.jobs.web import background_runs
from cadres.pages.web import refusals
from cadres.pages.web.request_types import Request
from cadres.submissions.web import once_keys
from cases.tickets.selectors import tickets
from cases.tickets.selectors.clocks import clock_checks, clock_page, open_terms
from cases.tickets.web.clock_forms import DayForm, RecountForm

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
    return render(request, f"cases/tickets/clocks/{name}", context)


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
    return render(request, "cases/tickets/clocks/on_day.html", context, status=status)


@require_GET
@login_required
def checks(request: Request) -> HttpResponse:
    """The nightly comparisons, the newest first."""
    found = clock_checks.rows(seen_by=request.viewer)[:SHOWN]
    return render(request, "cases/tickets/clocks/checks.html", {"checks": found})


@require_http_methods(["GET", "POST"])
@login_required
def recount(request: Request) -> HttpResponse:
    """What the newest calendar would move, and how far the worker is; looking counts nothing."""
    form = RecountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _ask(request, form.cleaned_data["version"])
        except Conflict as refused:
            refusals.say(form, refused)
    context = {"page": recounts.page(seen_by=request.viewer), "form": form}
    name = "_recount.html" if request.htmx and not request.htmx.boosted else "recount.html"
    return render(
        request, f"cases/tickets/clocks/{name}", context, status=422 if form.errors else 200
    )


@require_GET
@login_required
def why(request: Request, kind: str, pk: int) -> HttpResponse:
    """Day by day, why the term of a topic, an application, a look back or a reply ends then."""
    found = open_terms.why(kind, pk, seen_by=request.viewer)
    name = "_why.html" if request.htmx and not request.htmx.boosted else "why.html"
    return render(request, f"cases/tickets/clocks/{name}", {"found": found, "back": found.page})


def _ask(request: Request, version: int | None) -> HttpResponse:
    """Without a version a preview is asked for; with one, the recount that was looked at."""
    if version is None:
        ask_preview(actor=request.viewer)
    else:
        ask_recount(actor=request.viewer, version=version)
    once_keys.afterwards(request, background_runs.kick)
    return redirect("cases:recount")
