"""日调度: the board of the day, calls in a sentence, what meetings decided."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cadres.errors import Absent
from cadres.pages.selectors.paging import page_of
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cases.models import OfficeTask, Ticket
from cases.office_work.rules import board as rules
from cases.office_work.selectors import board, decisions, sources, tasks
from cases.office_work.services.board import record_call, record_decision, void_decision
from cases.office_work.web.board_forms import CallForm, DecisionForm
from cases.office_work.web.forms import WhyForm
from cases.tickets.selectors import tickets

METHODS = ["GET", "HEAD", "POST"]
FETCH = {"ticket": tickets.fetch, "task": tasks.fetch}


@require_GET
@login_required
def today(request: Request) -> HttpResponse:
    found = board.of_today(seen_by=request.viewer)
    return render(request, "cases/office_work/board.html", {"board": found})


@require_http_methods(METHODS)
@login_required
def call(request: Request, kind: str, pk: int) -> HttpResponse:
    """A sentence about a ticket or a task, sent from its line on the board."""
    about = _about(request, kind, pk)
    rules.check_writer(request.viewer, about.county_id)
    form = CallForm(request.POST if request.method == "POST" else None)

    def run() -> HttpResponse:
        record_call(about, actor=request.viewer, **form.cleaned_data)
        messages.success(request, "已记下通话情况。")
        return redirect("cases:board")

    back = reverse("cases:board")
    return form_page(request, form, run, "记录通话", "记下", back, lead=str(about))


@require_GET
@login_required
def decision_list(request: Request) -> HttpResponse:
    """All that meetings decided, the newest first."""
    rules.check_reader(request.viewer)
    page = page_of(decisions.rows(seen_by=request.viewer), request.GET.get("page"))
    lines = decisions.lines(page.rows, seen_by=request.viewer)
    return render(request, "cases/office_work/decisions.html", {"page": page, "lines": lines})


@require_http_methods(METHODS)
@login_required
def decide(request: Request) -> HttpResponse:
    rules.check_reader(request.viewer)
    county = sources.county(request.GET.get("county"), seen_by=request.viewer)
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        initial={"decided_on": request.viewer.today},
        viewer=request.viewer,
    )

    def run() -> HttpResponse:
        record_decision(form.decided(), actor=request.viewer, county=county)
        messages.success(request, "已记录。要落到单位和人的，点“列入双清单”。")
        return redirect("cases:board")

    back, template = reverse("cases:board"), "cases/office_work/planning.html"
    more = {"address": request.get_full_path()}
    return form_page(request, form, run, "记录会上定的事", "记录", back, template, **more)


@require_http_methods(METHODS)
@login_required
def void(request: Request, pk: int) -> HttpResponse:
    row = decisions.fetch(pk, seen_by=request.viewer)
    has_tasks = decisions.has_tasks(row, seen_by=request.viewer)
    rules.check_void(row, request.viewer, has_tasks=has_tasks)
    form = WhyForm(request.POST if request.method == "POST" else None)

    def run() -> HttpResponse:
        void_decision(row, actor=request.viewer, **form.cleaned_data)
        messages.success(request, "已撤销。")
        return redirect("cases:board")

    back = reverse("cases:board")
    return form_page(request, form, run, "撤销会上定的事", "撤销", back, lead=row.text, danger=True)


def _about(request: Request, kind: str, pk: int) -> Ticket | OfficeTask:
    if kind not in FETCH:
        raise Absent(rules.ABSENT)
    return FETCH[kind](pk, seen_by=request.viewer)
