"""What is done to a bad rating: one of its actions, its letter, and a look at who gave it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cadres.errors import Absent
from cadres.pages.web.action_fields import show_offer
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.submissions.web import once_keys
from cases.models import RatingCase
from cases.tickets.web.action_forms.action_forms import plain_form_of
from cases.window_ratings.actions.cases import OF_CASES, RatingAction
from cases.window_ratings.rules import procedure
from cases.window_ratings.selectors import case_page, ratings
from cases.window_ratings.services.order_letters import draft_order
from cases.window_ratings.services.raters import reveal_rater
from cases.window_ratings.web.pages import shown

METHODS = ["GET", "HEAD", "POST"]


@require_POST
@login_required
@never_cache
@once_keys.every_time
def rater(request: Request, pk: int) -> HttpResponse:
    """Show once who gave the rating; that it was shown is on record."""
    row = ratings.fetch(pk, seen_by=request.viewer)
    return shown(request, pk, rater=reveal_rater(row, actor=request.viewer))


@require_POST
@login_required
def letter(request: Request, pk: int) -> HttpResponse:
    """Put it into a letter to the unit; its words are looked over at once."""
    drafted = draft_order(_case(request, pk), actor=request.viewer)
    if drafted.drafted_at == request.viewer.at:
        messages.success(request, "交办函已草拟，请核对、修改后送审。")
    else:
        messages.info(request, "已有一份没有印发的交办函，为您打开的就是这一份。")
    return redirect("cases:letter", drafted.pk)


@require_http_methods(METHODS)
@login_required
def act(request: Request, pk: int, address: str) -> HttpResponse:
    case = _case(request, pk)
    if address not in OF_CASES:
        raise Absent(procedure.ABSENT)
    action = OF_CASES[address]
    case_page.check(case, action.step, seen_by=request.viewer)
    form = _form(request, action, case)

    def run() -> HttpResponse:
        action.carry_out(case, form.cleaned_data, actor=request.viewer)
        messages.success(request, action.said)
        return redirect("cases:rating", pk)

    more = {"lead": action.lead, "case": case, "shows": action.shows, **_shown(request, case)}
    back, template = reverse("cases:rating", args=[pk]), "cases/window_ratings/action.html"
    return form_page(request, form, run, action.label, action.label, back, template, **more)


def _form(request: Request, action: RatingAction, case: RatingCase) -> Form:
    sent = request.POST if request.method == "POST" else None
    form = plain_form_of(action.fields)(sent)
    show_offer(form, action.offer(case, request.viewer))
    return form


def _shown(request: Request, case: RatingCase) -> dict[str, Any]:
    """What is to be read where it is decided on."""
    return {
        "asked": case_page.asked_of(case),
        "appeal": case_page.waiting_appeal(case, seen_by=request.viewer),
    }


def _case(request: Request, pk: int) -> RatingCase:
    row = ratings.fetch(pk, seen_by=request.viewer)
    case = ratings.case_of(row.pk, seen_by=request.viewer)
    if case is None:
        raise Absent(procedure.ABSENT)
    return case
