"""How the background jobs are doing (后台任务), for whoever keeps the system."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cadres.jobs.selectors import job_runs


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Figures and reasons of every job: never what it was about, or whom."""
    return render(
        request, "cadres/jobs/jobs.html", {"lines": job_runs.lines(seen_by=request.viewer)}
    )
