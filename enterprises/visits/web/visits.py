"""Visits: lists, one visit, writing one down in two steps, putting a slip right."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cadres.pages.web.paging import page_of
from cadres.pages.web.request_types import Request
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from enterprises.register.rules import authority
from enterprises.register.selectors import enterprises, find
from enterprises.register.selectors.filters import VisitFilter
from enterprises.register.web.requests import form_page, number, words
from enterprises.visits.selectors import contact_calendar, visits
from enterprises.visits.services.visits import correct_visit, log_visit
from enterprises.visits.web.visit_forms import VisitForm

ALL, MINE = "all", "mine"


@require_safe
@login_required
def table(request: Request) -> HttpResponse:
    """One's own, or everything that may be read in full."""
    viewer = request.viewer
    may_visit = authority.may_log_visits(viewer)
    usual = MINE if may_visit and not viewer.is_office else ALL
    scope = request.GET.get("scope", usual)
    rows = visits.rows(seen_by=viewer) if scope == ALL else visits.mine(seen_by=viewer)
    found = VisitFilter(request.GET, queryset=rows, request=request)
    context = {
        "filter": found,
        "page": page_of(found.qs, request.GET.get("page")),
        "scope": scope,
        "tabs": _tabs(scope) if may_visit else (),
        "may_visit": may_visit,
    }
    return render(request, "enterprises/visits/list.html", context)


@require_safe
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    visit = visits.fetch(pk, seen_by=request.viewer)
    may_correct = authority.may_correct_visit(request.viewer, visit)
    context = {"visit": visit, "may_correct": may_correct}
    return render(request, "enterprises/visits/detail.html", context)


@require_safe
@login_required
def choose(request: Request) -> HttpResponse:
    """Which enterprise? One's own are one tap away, the others are looked for."""
    viewer = request.viewer
    asked = number(request, "enterprise")
    if asked is not None:
        return redirect("enterprises:visit-form", asked)
    context = {
        "words": words(request),
        "found": find.found(words(request), seen_by=viewer),
        "own": enterprises.covered(seen_by=viewer),
    }
    return render(request, "enterprises/visits/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: Request, pk: int) -> HttpResponse:
    viewer = request.viewer
    enterprise = enterprises.fetch(pk, seen_by=viewer)
    authority.check_logs_visits(viewer, enterprise)
    near = visits.companions(enterprise, seen_by=viewer)
    form = VisitForm(request.POST or None, viewer=viewer, companions=near)

    def deed() -> HttpResponse:
        visit = log_visit(enterprise, form.call(), actor=viewer)
        messages.success(request, "走访已登记。企业提出了问题的，请接着登记问题。")
        return redirect("enterprises:visit-detail", visit.pk)

    calendar = contact_calendar.of(enterprise, seen_by=viewer)
    context = {"enterprise": enterprise, "calendar": calendar}
    return form_page(request, form, deed, "enterprises/visits/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct(request: Request, pk: int) -> HttpResponse:
    viewer = request.viewer
    visit = visits.fetch(pk, seen_by=viewer)
    authority.check_corrects_visit(viewer, visit)
    near = visits.companions(visit.enterprise, seen_by=viewer)
    form = VisitForm(request.POST or None, viewer=viewer, companions=near, visit=visit)
    carry(form, edits.read(visit, visits.facts(visit), seen_by=viewer))

    def deed() -> HttpResponse:
        correct_visit(visit, form.call(), actor=viewer, read=read_of(form))
        messages.success(request, "走访记录已更正。")
        return redirect("enterprises:visit-detail", pk)

    return form_page(request, form, deed, "enterprises/visits/correct.html", {"visit": visit})


def _tabs(scope: str) -> list[dict[str, Any]]:
    here = reverse("enterprises:visit-list")
    return [
        {"label": "我参加的", "url": f"{here}?scope={MINE}", "current": scope != ALL},
        {"label": "能查看的全部", "url": f"{here}?scope={ALL}", "current": scope == ALL},
    ]
