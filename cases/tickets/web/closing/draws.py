"""抽查公示: which samples were drawn, and each counted again once its seed is published."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cadres.pages.selectors.paging import page_of
from cadres.pages.web.request_types import Request
from cases.tickets.rules.closing import sampling
from cases.tickets.selectors.closing import draws


@require_GET
@login_required
def draw_list(request: Request) -> HttpResponse:
    found = draws.rows(seen_by=request.viewer)
    page = page_of(found, request.GET.get("page"))
    return render(request, "cases/tickets/draws/list.html", {"page": page})


@require_GET
@login_required
def draw(request: Request, pk: int) -> HttpResponse:
    context = {"found": draws.fetch(pk, seen_by=request.viewer), "recipe": sampling.RECIPE}
    return render(request, "cases/tickets/draws/detail.html", context)
