"""预警: what is likely to go wrong, what to look at before a closing, how often it was right."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cadres.files.web import exports
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values
from cases.early_warning.selectors import warnings
from cases.early_warning.web.list_exports import REQUESTS, WARNINGS
from cases.tickets.selectors import lookups, tickets


@require_GET
@login_required
def overview(request: Request) -> HttpResponse:
    viewer = request.viewer
    asked = typed_values.number(request.GET.get("county", ""))
    county = warnings.county_of(asked, seen_by=viewer)
    context = {
        "county": county,
        "place": lookups.county(county, seen_by=viewer),
        "warnings": warnings.warnings(county, seen_by=viewer),
        "flags": warnings.flags(county, seen_by=viewer),
        "counted_on": warnings.counted_on(county, seen_by=viewer),
    }
    return render(request, "cases/early_warning/warnings.html", context)


@require_GET
@login_required
def export(request: Request) -> HttpResponse:
    """The county's warnings as a workbook; who took them is on record."""
    return exports.answer(request, WARNINGS)


@require_GET
@login_required
def requests_export(request: Request) -> HttpResponse:
    """Where each numbered request is answered (逐项核对), likewise."""
    return exports.answer(request, REQUESTS)


@require_GET
@login_required
def rows(request: Request, pk: int) -> HttpResponse:
    """The tickets of which a warning is made."""
    line, behind = warnings.fetch(pk, seen_by=request.viewer)
    number = typed_values.number(request.GET.get("page", "")) or 1
    page = tickets.page(behind, number, seen_by=request.viewer)
    context = {"line": line, "page": page, "back": reverse("cases:warning-list")}
    return render(request, "cases/early_warning/rows.html", context)
