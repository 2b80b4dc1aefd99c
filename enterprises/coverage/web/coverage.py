"""Coverage of a county: gaps, spread of the work, the forgotten and those called on often."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cadres.pages.selectors.paging import page_of
from cadres.pages.web.request_types import Request
from enterprises.coverage.rules.periods import LOOK_BACK, look_back
from enterprises.coverage.selectors import contact_balance, coverage
from enterprises.register.rules import authority
from enterprises.register.web.requests import number

SHOWN = 20
OFTEN = 10


@require_safe
@login_required
def overview(request: Request) -> HttpResponse:
    viewer = request.viewer
    county = coverage.county(number(request, "county"), seen_by=viewer)
    days = look_back(number(request, "days"))
    since = coverage.since(days, seen_by=viewer)
    gaps = coverage.gaps(county.pk, seen_by=viewer)
    forgotten = page_of(coverage.forgotten(county.pk, since, seen_by=viewer), None, SHOWN)
    of_county = f"{reverse('enterprises:enterprise-list')}?county={county.pk}"
    often = page_of(contact_balance.over_visited(county.pk, since, seen_by=viewer), None, OFTEN)
    context = {
        "county": county,
        "of_county": of_county,
        "of_quiet": f"{of_county}&quiet={days}",
        "quiet_label": f"{days} 天没有联系",
        "of_often": f"{reverse('enterprises:contact-balance')}?county={county.pk}&days={days}",
        "often_label": f"{days} 天内走访过密",
        "counties": coverage.counties(seen_by=viewer) if len(viewer.county_ids) > 1 else (),
        "days": days,
        "look_back": LOOK_BACK,
        "gaps": gaps,
        "total": sum(gap.total for gap in gaps),
        "uncovered": sum(gap.uncovered for gap in gaps),
        "forgotten": forgotten,
        "often": often,
        "often_lines": contact_balance.lines(often.rows, seen_by=viewer),
        "bands": coverage.spread(county.pk, seen_by=viewer),
        "may_see_workload": authority.may_see_workload(viewer, county.pk),
    }
    return render(request, "enterprises/coverage/overview.html", context)


@require_safe
@login_required
def workload(request: Request) -> HttpResponse:
    """How many enterprises each cadre covers, by unit and name, for whoever spreads the work."""
    viewer = request.viewer
    county = coverage.county(number(request, "county"), seen_by=viewer)
    loads = coverage.workload(county.pk, seen_by=viewer)
    context = {"county": county, "loads": loads}
    return render(request, "enterprises/coverage/workload.html", context)
