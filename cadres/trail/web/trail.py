"""The trail (审计记录) for the audit administrator."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cadres.pages.selectors.paging import page_of
from cadres.trail.rules import trail_readers
from cadres.trail.selectors import trail
from cadres.trail.web.trail_forms import TrailForm


@require_safe
@login_required
def entries(request: HttpRequest) -> HttpResponse:
    """Who did what, when, to which number; never what it says."""
    trail_readers.check_may_read_trail(request.viewer)
    form = TrailForm(request.GET or None)
    wanted = form.wanted() if form.is_valid() else None
    page = page_of(trail.rows(seen_by=request.viewer, wanted=wanted), request.GET.get("page"))
    context = {"form": form, "page": page, "lines": trail.describe(page.rows)}
    return render(request, "cadres/trail/entries.html", context)
