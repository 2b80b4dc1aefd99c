"""The page on which an enterprise rates an entry (入企评价), and the sums by unit."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from cadres.pages.web.request_types import Request
from cases.code_ratings.selectors import judged_units
from cases.code_ratings.services.entries import gate, rate_entry
from cases.code_ratings.services.rating import rater
from cases.code_ratings.web.forms import EntryForm
from cases.enterprise_side.web.scans import Scan, brought

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
    return brought(here, form, f"{TEMPLATES}/entry.html", lambda: _kept(here, form))


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
    rate_entry(here.token, form.came(), here.caller, actor=here.viewer, form=form.number)
    context = {"page": here.page, "token": here.token}
    return render(here.request, f"{TEMPLATES}/entry_received.html", context)
