"""The county's quiet days (宁静日): what holds, what held, and what is to hold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.request_types import Request
from cadres.pages.web.widgets import DayInput
from cadres.viewers.rules.viewer import Viewer
from enterprises.register.rules import authority
from enterprises.register.selectors import gate_codes
from enterprises.register.web.requests import form_page
from enterprises.visits.rules.quiet_days import LAST_OF_MONTH, LONGEST_BASIS, LONGEST_EXCEPTIONS
from enterprises.visits.selectors import wishes
from enterprises.visits.services.quiet_days import QuietWords, add_quiet_days, end_quiet_days


class QuietForm(forms.Form):
    first_day = forms.IntegerField(label="每月几号起", min_value=1, max_value=LAST_OF_MONTH)
    last_day = forms.IntegerField(
        label="到几号", min_value=1, max_value=LAST_OF_MONTH, help_text="到月底的，填 31。"
    )
    exceptions = forms.CharField(
        label="例外",
        max_length=LONGEST_EXCEPTIONS,
        required=False,
        help_text="例如：安全生产、消防、环境保护。",
    )
    basis = forms.CharField(
        label="依据",
        max_length=LONGEST_BASIS,
        help_text="文号和名称。",
        error_messages={"required": "请写明依据的文件，例如文号和名称。"},
    )
    valid_from = DayField(label="起用日期", widget=DayInput())
    valid_to = DayField(label="停用日期", required=False, widget=DayInput(), help_text="可不填。")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"valid_from": viewer.today}, **kwargs})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def index(request: Request, pk: int) -> HttpResponse:
    viewer = request.viewer
    county = gate_codes.county(pk, seen_by=viewer)
    form = QuietForm(request.POST or None, viewer=viewer)
    if request.method == "POST":
        authority.check_keeps_quiet_days(viewer, county.pk)

    def action() -> HttpResponse:
        add_quiet_days(county, QuietWords(**form.cleaned_data), actor=viewer)
        messages.success(request, "宁静日已设置，企业页面、预约和走访前都会提示。")
        return redirect("enterprises:quiet-days", pk)

    context = {
        "county": county,
        "rules": wishes.all_rules(county.pk, seen_by=viewer),
        "may_set": authority.may_keep_register(viewer, county.pk),
        "today": viewer.today,
        "back": reverse("enterprises:calendar"),
    }
    return form_page(request, form, action, "enterprises/visits/calendar/quiet_days.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def end(request: Request, pk: int) -> HttpResponse:
    """A plain question first: visitors are no longer warned."""
    viewer = request.viewer
    rule = wishes.rule(pk, seen_by=viewer)
    authority.check_keeps_quiet_days(viewer, rule.county_id)
    form = forms.Form(request.POST if request.method == "POST" else None)

    def action() -> HttpResponse:
        end_quiet_days(rule, actor=viewer)
        messages.success(request, "这条规定已停用，以前的日子不变。")
        return redirect("enterprises:quiet-days", rule.county_id)

    context = {"rule": rule, "back": reverse("enterprises:quiet-days", args=[rule.county_id])}
    return form_page(
        request, form, action, "enterprises/visits/calendar/quiet_days_end.html", context
    )
