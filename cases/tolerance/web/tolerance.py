"""容错认定: the register of what was found, counted by unit, and the county's list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cadres.errors import Absent, NotPermitted
from cadres.pages.selectors.paging import page_of
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cases.tickets.selectors import lookups
from cases.tolerance.selectors import tolerance
from cases.tolerance.services.tolerance import KEEPERS, add_circumstance, end_circumstance
from cases.tolerance.web.forms import CircumstanceForm, PeriodForm


@require_GET
@login_required
def register(request: Request) -> HttpResponse:
    """This year's findings, or those of the period that is asked for."""
    viewer = request.viewer
    place = lookups.place(request.GET.get("county", ""), seen_by=viewer)
    this_year: dict[str, Any] = {"since": date(viewer.today.year, 1, 1), "until": viewer.today}
    form = PeriodForm({**this_year, **request.GET.dict()})
    period = form.cleaned_data if form.is_valid() else this_year
    found = tolerance.within(period["since"], period["until"], seen_by=viewer)
    found = found.filter(county=place.pk)
    context = {
        "place": place,
        "form": form,
        "units": tolerance.by_unit(found),
        "page": page_of(found, request.GET.get("page")),
        "listed": tolerance.listed(place.pk, seen_by=viewer),
        "may_keep": place.pk in viewer.office_head_county_ids,
    }
    return render(request, "cases/tolerance/register.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request: Request, county: int) -> HttpResponse:
    _check_keeps(request, county)
    form = CircumstanceForm(request.POST if request.method == "POST" else None)

    def run() -> HttpResponse:
        add_circumstance(county, actor=request.viewer, **form.cleaned_data)
        messages.success(request, "容错情形已列入本县清单，从今天起可以据此登记认定。")
        return redirect(_back(county))

    lead = "清单由有权机关的文件确定；列入后文字不再改动，只能停用。"
    return form_page(request, form, run, "增加容错情形", "列入清单", _back(county), lead=lead)


@require_POST
@login_required
def end(request: Request, county: int, pk: int) -> HttpResponse:
    _check_keeps(request, county)
    row = tolerance.circumstance(pk, county, seen_by=request.viewer)
    end_circumstance(row, county, actor=request.viewer)
    messages.success(request, "这一情形从今天起停用；已经作出的认定不变。")
    return redirect(_back(county))


def _check_keeps(request: Request, county: int) -> None:
    if county not in request.viewer.county_ids:
        raise Absent("没有这个县区。")
    if county not in request.viewer.office_head_county_ids:
        raise NotPermitted(KEEPERS)


def _back(county: int) -> str:
    return f"{reverse('cases:tolerance')}?county={county}"
