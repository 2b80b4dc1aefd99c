"""企业服务日: the list, one day with its visits and issues, and what the office does with it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cadres.pages.selectors.paging import page_of
from cadres.pages.web.form_pages import form_page, sent
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from cases.service_days.rules.figures import Show
from cases.service_days.selectors import issues, pages
from cases.service_days.web.forms import CallOffForm, ServiceDayForm
from cases.tickets.selectors import tickets
from enterprises.models import ServiceDay
from enterprises.service_days.rules import service_days as rules
from enterprises.service_days.selectors import service_days
from enterprises.service_days.services.service_days import (
    call_off_service_day,
    change_service_day,
    plan_service_day,
)

METHODS = ["GET", "HEAD", "POST"]


@require_GET
@login_required
def table(request: Request) -> HttpResponse:
    page = page_of(service_days.rows(seen_by=request.viewer), request.GET.get("page"))
    context = {
        "page": page,
        "lines": pages.lines(page.rows, seen_by=request.viewer),
        "may_set": request.viewer.is_office,
    }
    return render(request, "cases/service_days/list.html", context)


@require_GET
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    found = pages.page(pk, seen_by=request.viewer)
    return render(request, "cases/service_days/detail.html", {"found": found, "day": found.day})


@require_GET
@login_required
def issue_list(request: Request, pk: int) -> HttpResponse:
    """The issues behind one number of the page."""
    day = service_days.fetch(pk, seen_by=request.viewer)
    asked = request.GET.get("show", "")
    show = next((one for one in Show if one.value == asked), Show.RECEIVED)
    found = issues.shown(day, show, seen_by=request.viewer)
    number = typed_values.page(request.GET.get("page"))
    context = {
        "day": day,
        "show": show,
        "page": tickets.page(found, number, seen_by=request.viewer),
    }
    return render(request, "cases/service_days/issues.html", context)


@require_http_methods(METHODS)
@login_required
def new(request: Request) -> HttpResponse:
    county = pages.county(request.GET.get("county"), seen_by=request.viewer)
    form = ServiceDayForm(sent(request), county_id=county.pk, viewer=request.viewer)

    def run() -> HttpResponse:
        day = plan_service_day(form.plan(), actor=request.viewer, county=county)
        return _done(request, day, "已安排，参加的单位在“企业服务日”里能看到。")

    return form_page(
        request, form, run, "安排企业服务日", "保存", reverse("cases:service-day-list")
    )


@require_http_methods(METHODS)
@login_required
def change(request: Request, pk: int) -> HttpResponse:
    day = _changeable(request, pk)
    viewer = request.viewer
    form = ServiceDayForm(sent(request), county_id=day.county_id, viewer=viewer, day=day)
    carry(form, edits.read(day, service_days.facts(day), seen_by=viewer))

    def run() -> HttpResponse:
        read = read_of(form)
        changed = change_service_day(day, form.plan(), actor=viewer, read=read)
        return _done(request, changed, "已更正。")

    return form_page(request, form, run, "更正企业服务日", "保存更正", _page_of(day))


@require_http_methods(METHODS)
@login_required
def call_off(request: Request, pk: int) -> HttpResponse:
    day = _changeable(request, pk)
    form = CallOffForm(sent(request))

    def run() -> HttpResponse:
        call_off_service_day(day, actor=request.viewer, **form.cleaned_data)
        return _done(request, day, "已取消，登记走访和问题时不再列出。")

    more = {"danger": True, "lead": "已登记到这一天的走访和问题不变。"}
    return form_page(request, form, run, "取消企业服务日", "取消这一场", _page_of(day), **more)


def _changeable(request: Request, pk: int) -> ServiceDay:
    day = service_days.fetch(pk, seen_by=request.viewer)
    rules.check_may_set(request.viewer, day.county_id)
    rules.check_stands(day)
    return day


def _page_of(day: ServiceDay) -> str:
    return reverse("cases:service-day", args=[day.pk])


def _done(request: Request, day: ServiceDay, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("cases:service-day", day.pk)
