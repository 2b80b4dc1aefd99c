"""The one box of the phone: it answers while one types, and as a page without a script."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cadres.pages.web.request_types import Request
from enterprises.register.selectors import find_box
from enterprises.register.web.requests import words


@require_safe
@login_required
def page(request: Request) -> HttpResponse:
    asked = words(request)
    context = {"words": asked, "found": find_box.found(asked, seen_by=request.viewer)}
    name = "_found" if request.htmx else "find"
    return render(request, f"enterprises/register/{name}.html", context)
