"""Enterprises called on often (走访过密的企业), for whoever sees the whole county."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cadres.files.services.export_files import Export
from cadres.files.web import exports
from cadres.pages.selectors.paging import page_of
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.viewer import Viewer
from enterprises.coverage.rules.periods import LOOK_BACK, look_back
from enterprises.coverage.selectors import contact_balance, coverage
from enterprises.visits.exchange import contact_balance_export


@require_safe
@login_required
def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    county_id, days = _asked(request.GET, viewer)
    page = page_of(_found(request.GET, viewer), request.GET.get("page"))
    context = {
        "county": coverage.county(county_id, seen_by=viewer),
        "counties": coverage.counties(seen_by=viewer) if len(viewer.county_ids) > 1 else (),
        "days": days,
        "often": contact_balance.often(county_id, seen_by=viewer),
        "look_back": LOOK_BACK,
        "page": page,
        "lines": contact_balance.lines(page.rows, seen_by=viewer),
        "visited_from": f"{contact_balance.first_day(days, seen_by=viewer):%Y-%m-%d}",
        "quiet": f"{reverse('enterprises:enterprise-list')}?county={county_id}&quiet={days}",
        "export": f"{reverse('enterprises:balance-export')}?{request.GET.urlencode()}",
    }
    return render(request, "enterprises/visits/calendar/balance.html", context)


@require_safe
@login_required
def export(request: Request) -> HttpResponse:
    return exports.answer(request, BALANCE)


def _asked(given: QueryDict, viewer: Viewer) -> tuple[int, int]:
    """The county and the days; what cannot be read is the usual."""
    county = coverage.county(typed_values.number(given.get("county")), seen_by=viewer)
    days = typed_values.number(given.get("days"))
    return county.pk, look_back(days)


def _found(given: QueryDict, viewer: Viewer) -> QuerySet[Any]:
    county_id, days = _asked(given, viewer)
    since = contact_balance.first_day(days, seen_by=viewer)
    return contact_balance.over_visited(county_id, since, seen_by=viewer)


BALANCE = Export(
    "contact_balance",
    "走访过密的企业",
    lambda _, viewer: f"走访过密的企业{viewer.today:%Y%m%d}.xlsx",
    lambda filters, viewer: _found(QueryDict(filters), viewer),
    contact_balance_export.write,
)
