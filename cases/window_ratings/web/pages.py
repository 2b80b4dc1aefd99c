"""Ratings of windows: the list, one rating with its loop, and what was published."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from cadres.files.web import exports
from cadres.pages.selectors.paging import page_of
from cadres.pages.web.request_types import Request
from cases.window_ratings.actions.cases import OF_CASES
from cases.window_ratings.rules import ratings as rules
from cases.window_ratings.rules.list_views import Tab, tab_of
from cases.window_ratings.selectors import case_page, public_ratings, ratings
from cases.window_ratings.web.forms import RatingFilterForm
from cases.window_ratings.web.list_exports import PUBLISHED, RATINGS, found_ratings

# What leads the loop on stands out; the rest stands beside it.
STRONG = (
    *("start", "verify", "answer", "sign", "tell", "call-back", "copy", "approve"),
    *("publish", "apply", "decide"),
)


@require_GET
@login_required
def ledger(request: Request) -> HttpResponse:
    rules.check_reader(request.viewer)
    form, tab = RatingFilterForm(request.GET), tab_of(request.GET.get("tab", ""))
    found = ratings.listed(found_ratings(request.GET, request.viewer))
    page = page_of(found, request.GET.get("page"))
    context = {
        "page": page,
        "lines": ratings.lines(page.rows, seen_by=request.viewer),
        "form": form,
        "tab": tab,
        "tabs": _tabs(request, tab),
        "is_keeper": bool(request.viewer.centre_county_ids),
        # Who sees neither a county whole nor a unit's matters is told nothing in sum.
        "is_told_sums": bool(request.viewer.county_ids or request.viewer.unit_ids),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "export": f"{reverse('cases:rating-export')}?{request.GET.urlencode()}",
    }
    return render(request, "cases/window_ratings/list.html", context)


@require_GET
@login_required
def export(request: Request) -> HttpResponse:
    """The list as it is filtered, without a rater; who took it is on record."""
    rules.check_reader(request.viewer)
    return exports.answer(request, RATINGS)


@require_GET
@login_required
def published(request: Request) -> HttpResponse:
    """The cleaned copies; everybody of the county reads them."""
    page = page_of(case_page.published(seen_by=request.viewer), request.GET.get("page"))
    counties = public_ratings.counties(seen_by=request.viewer)
    return render(
        request, "cases/window_ratings/published.html", {"page": page, "counties": counties}
    )


@require_GET
@login_required
def export_published(request: Request) -> HttpResponse:
    """The cleaned copies for the county's website."""
    return exports.answer(request, PUBLISHED)


@require_GET
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    return shown(request, pk)


def shown(request: Request, pk: int, **more: Any) -> HttpResponse:
    """Show the page of one rating; `more` is what was asked for and is shown once."""
    found = case_page.page(pk, seen_by=request.viewer)
    actions = [one for one in OF_CASES.values() if one.step in found.verbs]
    context = {
        "found": found,
        "row": found.row,
        "case": found.case,
        "actions": [(one, one.address in STRONG) for one in actions],
        **more,
    }
    return render(request, "cases/window_ratings/detail.html", context)


def _tabs(request: Request, here: Tab) -> list[dict[str, Any]]:
    kept = {name: value for name, value in request.GET.items() if name not in ("tab", "page")}
    return [
        {
            "label": tab.label,
            "url": f"{request.path}?{urlencode({**kept, 'tab': tab.value})}",
            "current": tab is here,
        }
        for tab in Tab
    ]
