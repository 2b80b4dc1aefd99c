"""The paper of the weekly meeting, printed from one page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cadres.pages.web.request_types import Request
from cases.leaders.selectors import meeting_pack


@require_GET
@login_required
def page(request: Request) -> HttpResponse:
    found = meeting_pack.of(seen_by=request.viewer)
    context = {"pack": found, "is_office": request.viewer.is_office}
    return render(request, "cases/leaders/meeting_pack.html", context)
