"""The page on which an enterprise rates an entry (入企评价), and the sums by unit."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from cadres.errors import Conflict, DomainError
from cadres.pages.web import refusals
from cadres.pages.web.request_types import Request
from cases.code_ratings.selectors import judged_units
from cases.code_ratings.services.entries import gate, rate_entry
from cases.code_ratings.services.rating import rater
from cases.code_ratings.web.forms import EntryForm
from cases.enterprise_side.services.scan_budgets import Verdict
from cases.enterprise_side.web.code_visits import SAID, Scan, marked, weigh

TEMPLATES = "cases/code_ratings"


# As at the code itself: cases/enterprise_side/web/gate_code.py.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: Request, token: str) -> HttpResponse:
    """Take one anonymous word about those who came in."""
    at = timezone.now()
    here = Scan(request, token, gate(token, at=at), rater(at))
    given = request.POST if request.method == "POST" else None
    form = EntryForm(given, county=here.page.county, at=at)
    if not form.is_valid():
        return _shown(here, form, 422 if form.errors else 200)
    verdict = weigh(here, form.cleaned_data["proof"])
    if verdict is Verdict.TAKEN:
        return _kept(here, form)
    form.add_error(None, SAID[verdict])
    more = {"challenge": here.challenge()} if verdict is Verdict.PROVE else {}
    return _shown(here, form, 429, more)


@require_GET
@login_required
def sums(request: Request) -> HttpResponse:
    """What enterprises say of units, in sum."""
    context = {
        "units": judged_units.rows(seen_by=request.viewer),
        "headings": judged_units.HEADINGS,
        "year": request.viewer.today.year,
    }
    return render(request, f"{TEMPLATES}/sums.html", context)


def _kept(here: Scan, form: EntryForm) -> HttpResponse:
    try:
        rate_entry(here.token, form.came(), here.caller, actor=here.viewer, form=form.number)
    except DomainError as refused:
        refusals.say(form, refused)
        if isinstance(refused, Conflict):
            form.draw_anew()
        return _shown(here, form, 422)
    context = {"page": here.page, "token": here.token}
    return marked(here, render(here.request, f"{TEMPLATES}/entry_received.html", context))


def _shown(
    here: Scan, form: EntryForm, status: int, more: dict[str, Any] | None = None
) -> HttpResponse:
    context = {"page": here.page, "token": here.token, "form": form} | (more or {})
    return render(here.request, f"{TEMPLATES}/entry.html", context, status=status)
