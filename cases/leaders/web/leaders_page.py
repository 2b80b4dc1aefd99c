"""The leader's page (县领导概览): read in ten seconds, printed on one A4 sheet."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cadres.pages.web.request_types import Request
from cadres.viewers.rules.roles import Role
from cases.figures.web import addresses
from cases.leaders.selectors import leaders_page
from cases.leaders.web import drawing
from cases.leaders.web.drawing import JUDGED


@require_GET
@login_required
def page(request: Request) -> HttpResponse:
    found = leaders_page.of(seen_by=request.viewer)
    context = {
        "page": found,
        "makes_keys": bool(request.viewer.office_head_county_ids),
        "is_leader": request.viewer.has(Role.LEADER),
        "overdue": drawing.overdue(found.overdue),
        "rates": drawing.rates(found.rates),
        "trend": drawing.trend(found.rates),
        "bands": drawing.bands(found.bands),
        "judged": JUDGED[found.bands.rows],
        "whose": found.bands.ask.whose.label,
        "bands_url": addresses.table(found.bands.ask),
        "heat": drawing.heat(found.heat),
    }
    return render(request, "cases/leaders/leaders_page.html", context)
