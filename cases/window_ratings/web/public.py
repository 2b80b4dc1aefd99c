"""The public page of published ratings (整改结果公示): no account, no JavaScript."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cadres.pages.selectors.paging import page_of
from cadres.pages.web.request_types import Request
from cases.window_ratings.selectors import public_ratings


@require_safe
def published(request: Request, county: int) -> HttpResponse:
    """What was put right after bad ratings in this county."""
    viewer = public_ratings.passer_by(timezone.now())
    place = public_ratings.county(county, seen_by=viewer)
    page = page_of(public_ratings.rows(place, seen_by=viewer), request.GET.get("page"))
    context = {"county": place, "page": page, "lines": public_ratings.lines(page.rows)}
    return render(request, "cases/window_ratings/public.html", context)
