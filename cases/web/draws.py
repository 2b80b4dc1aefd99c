"""抽查公示: which samples were drawn, and each counted again once its seed is published."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cadres.rules import typed
from cadres.web.requests import Request
from cases.rules import samples
from cases.selectors import draws


@require_GET
@login_required
def draw_list(request: Request) -> HttpResponse:
    found = draws.rows(seen_by=request.viewer)
    page = draws.page(found, typed.page(request.GET.get("page")))
    return render(request, "cases/draws/list.html", {"page": page})


@require_GET
@login_required
def draw(request: Request, pk: int) -> HttpResponse:
    context = {"found": draws.fetch(pk, seen_by=request.viewer), "recipe": samples.RECIPE}
    return render(request, "cases/draws/detail.html", context)
