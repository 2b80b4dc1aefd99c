"""自动建议的准确率: of what each model was learnt, and how often it was right."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values
from cases.proposals.selectors import accuracy
from cases.tickets.selectors import lookups


@require_GET
@login_required
def overview(request: Request) -> HttpResponse:
    viewer = request.viewer
    asked = typed_values.number(request.GET.get("county", ""))
    county = accuracy.county_of(asked, seen_by=viewer)
    context = {
        "place": lookups.county(county, seen_by=viewer),
        "parts": accuracy.of_county(county, seen_by=viewer),
        "limits": accuracy.limits_of(county, seen_by=viewer),
    }
    return render(request, "cases/proposals/accuracy.html", context)
