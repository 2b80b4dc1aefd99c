"""The contact calendar (联系日历) of a county: a week at a glance, on a phone a list by day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cadres.pages.web.request_types import Request
from enterprises.register.rules import authority
from enterprises.register.selectors import enterprises
from enterprises.register.web.requests import day, number
from enterprises.visits.selectors import county_week

ALL, MINE = "all", "mine"


@require_safe
@login_required
def week(request: Request) -> HttpResponse:
    """The week of a day, or with `day` that day alone, with everything on it."""
    viewer = request.viewer
    counties = enterprises.counties(viewer.home_county_ids, seen_by=viewer)
    county = next((one for one in counties if one.pk == number(request, "county")), None)
    county = county or next(iter(counties), None)
    scope = _scope(request)
    alone = day(request, "day")
    first = alone or county_week.monday_of(day(request, "week") or viewer.today)
    length, shown = (1, county_week.MOST) if alone else (county_week.DAYS, county_week.SHOWN)
    days = (
        county_week.days(first, length, county.pk, seen_by=viewer, mine=scope == MINE, shown=shown)
        if county
        else []
    )
    context = {
        "county": county,
        "counties": counties if len(counties) > 1 else (),
        "days": days,
        "is_week": alone is None,
        "scope": scope,
        "tabs": _tabs(request, scope, first),
        "may_visit": authority.may_log_visits(viewer),
        "may_see_coverage": authority.may_see_coverage(viewer),
        **_around(first, length),
    }
    return render(request, "enterprises/visits/calendar/week.html", context)


def _scope(request: Request) -> str:
    """The office, leaders and supervisors begin with all; whoever covers, with their own."""
    usual = MINE if request.viewer.enterprise_ids else ALL
    asked = request.GET.get("scope", usual)
    return asked if asked in (ALL, MINE) else usual


def _around(first: date, length: int) -> dict[str, Any]:
    step = timedelta(days=length)
    return {"first": first, "last": first + step - timedelta(days=1)} | {
        "before": f"{first - step:%Y-%m-%d}",
        "after": f"{first + step:%Y-%m-%d}",
    }


def _tabs(request: Request, scope: str, first: date) -> list[dict[str, Any]]:
    here = f"{reverse('enterprises:calendar')}?week={first:%Y-%m-%d}"
    county = number(request, "county")
    here += f"&county={county}" if county is not None else ""
    return [
        {"label": "我的企业", "url": f"{here}&scope={MINE}", "current": scope == MINE},
        {"label": "全县", "url": f"{here}&scope={ALL}", "current": scope == ALL},
    ]
