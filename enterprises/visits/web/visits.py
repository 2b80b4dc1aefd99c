"""Visits: lists, one visit, writing one down in two steps, putting a slip right."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cadres.offline.selectors import arrivals
from cadres.pages.selectors.paging import page_of
from cadres.pages.web.request_types import Request
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from enterprises.models import Enterprise, Manner
from enterprises.register.rules import authority
from enterprises.register.selectors import enterprises, find_box
from enterprises.register.selectors.filters import VisitFilter
from enterprises.register.web.requests import form_page, number, words
from enterprises.service_days.selectors import service_days
from enterprises.visits.selectors import companions, contact_calendar, visit_files, visits
from enterprises.visits.services.visits import correct_visit, log_visit
from enterprises.visits.web import filed_with
from enterprises.visits.web.visit_forms import NewVisitForm, VisitForm

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
    shown = filed_with.shown(visit, seen_by=request.viewer)
    context = {
        "visit": visit,
        "may_correct": may_correct,
        "files": visit_files.of(visit),
        "on_phone": "".join(arrivals.of("visit", visit.pk).values()),
        "filed_with": shown,
        "sees_day": service_days.is_visible(visit.service_day_id, seen_by=request.viewer),
        "has_filed": any(one["filed"] for one in shown),
    }
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
        "found": find_box.found(words(request), seen_by=viewer),
        "own": enterprises.covered(seen_by=viewer),
        "choice": "enterprises:visit-form",
    }
    return render(request, "enterprises/visits/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: Request, pk: int) -> HttpResponse:
    viewer = request.viewer
    enterprise = enterprises.fetch(pk, seen_by=viewer)
    authority.check_logs_visits(viewer, enterprise)
    form = _blank_or_sent(request, enterprise)
    sheets = filed_with.sheets(request, enterprise)
    are_good = request.method == "POST" and all([form.is_valid(), filed_with.are_valid(sheets)])

    def action() -> HttpResponse:
        along = [partial(one.file, actor=viewer) for one in sheets]
        uploads = form.cleaned_data["uploads"]
        visit = log_visit(enterprise, form.call(), actor=viewer, uploads=uploads, along=along)
        told = [one.told() for one in sheets]
        messages.success(request, "".join(["走访已登记。", *told]))
        return redirect("enterprises:visit-detail", visit.pk)

    context = {
        "enterprise": enterprise,
        "calendar": contact_calendar.of(enterprise, seen_by=viewer),
        "all_sheets": sheets,
    }
    if request.method == "POST" and not are_good:
        # The visit alone may be good: it is shown again with what is wrong beside it.
        return render(request, "enterprises/visits/new.html", {"form": form, **context}, status=422)
    return form_page(request, form, action, "enterprises/visits/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct(request: Request, pk: int) -> HttpResponse:
    viewer = request.viewer
    visit = visits.fetch(pk, seen_by=viewer)
    authority.check_corrects_visit(viewer, visit)
    form = VisitForm(request.POST or None, viewer=viewer, enterprise=visit.enterprise, visit=visit)
    carry(form, edits.read(visit, visits.facts(visit), seen_by=viewer))

    def action() -> HttpResponse:
        correct_visit(visit, form.call(), actor=viewer, read=read_of(form))
        messages.success(request, "走访记录已更正。")
        return redirect("enterprises:visit-detail", pk)

    return form_page(request, form, action, "enterprises/visits/correct.html", {"visit": visit})


@require_safe
@login_required
def companion_list(request: Request, pk: int) -> HttpResponse:
    """Whom a few letters may mean, to be ticked; asked for by the form while one types."""
    enterprise = enterprises.fetch(pk, seen_by=request.viewer)
    authority.check_logs_visits(request.viewer, enterprise)
    asked = request.GET.get("companion_names", "")
    people = companions.found(asked, enterprise, seen_by=request.viewer)
    context = {"people": people, "asked": asked.strip()}
    return render(request, "enterprises/visits/_companions.html", context)


def _blank_or_sent(request: Request, enterprise: Enterprise) -> NewVisitForm:
    sent = [request.POST, request.FILES] if request.method == "POST" else []
    manner = request.GET.get("manner", "")
    chosen = {"manner": manner} if manner in Manner.values else {}
    return NewVisitForm(
        *sent,
        viewer=request.viewer,
        enterprise=enterprise,
        place=request.path,
        initial=chosen,
    )


def _tabs(scope: str) -> list[dict[str, Any]]:
    here = reverse("enterprises:visit-list")
    return [
        {"label": "我参加的", "url": f"{here}?scope={MINE}", "current": scope != ALL},
        {"label": "能查看的全部", "url": f"{here}?scope={ALL}", "current": scope == ALL},
    ]
