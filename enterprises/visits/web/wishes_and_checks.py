"""What an enterprise told on the phone is written down: its wishes, and who came to check."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from cadres.pages.web.request_types import Request
from cadres.submissions.web.edit_forms import carry, read_of
from enterprises.register.rules import authority
from enterprises.register.selectors import enterprises
from enterprises.register.web.requests import form_page
from enterprises.visits.selectors import official_checks, wishes
from enterprises.visits.services.official_checks import note_check, strike_check
from enterprises.visits.services.wishes import set_wish
from enterprises.visits.web.official_check_forms import CheckForm, StrikeForm
from enterprises.visits.web.wish_forms import CadreWishForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def wish(request: Request, pk: int) -> HttpResponse:
    viewer = request.viewer
    enterprise = enterprises.fetch(pk, seen_by=viewer)
    authority.check_sets_wish(viewer, enterprise)
    now = wishes.current(enterprise, seen_by=viewer)
    form = CadreWishForm(request.POST or None, viewer=viewer, wish=now)
    carry(form, wishes.read(enterprise, seen_by=viewer))

    def action() -> HttpResponse:
        read, said_by = read_of(form), form.cleaned_data["said_by"]
        said = set_wish(enterprise, form.wish(), actor=viewer, read=read, said_by=said_by)
        told = "已记下企业的意愿，各单位预约、走访前都能看到。" if said else "企业的意愿已撤回。"
        return _back(request, pk, told)

    context = {"enterprise": enterprise}
    return form_page(request, form, action, "enterprises/visits/calendar/wish.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def check_new(request: Request, pk: int) -> HttpResponse:
    viewer = request.viewer
    enterprise = enterprises.fetch(pk, seen_by=viewer)
    authority.check_notes_check(viewer, enterprise)
    form = CheckForm(request.POST or None, viewer=viewer)

    def action() -> HttpResponse:
        note_check(enterprise, form.facts(viewer), actor=viewer)
        return _back(request, pk, "检查已登记在联系日历里，各单位都能看到。")

    context = {"enterprise": enterprise}
    return form_page(request, form, action, "enterprises/visits/calendar/check_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def check_strike(request: Request, pk: int) -> HttpResponse:
    viewer = request.viewer
    check = official_checks.fetch(pk, seen_by=viewer)
    authority.check_strikes_check(viewer, check)
    form = StrikeForm(request.POST or None)

    def action() -> HttpResponse:
        strike_check(check, form.cleaned_data["reason"], actor=viewer)
        return _back(request, check.enterprise_id, "已从联系日历撤下。")

    context = {"check": check}
    return form_page(
        request, form, action, "enterprises/visits/calendar/check_strike.html", context
    )


def _back(request: Request, pk: int, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("enterprises:enterprise-detail", pk)
