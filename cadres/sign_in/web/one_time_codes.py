"""One-time codes: who still needs one, and the printed slips; a code is shown only there."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cadres.models import Cadre
from cadres.pages.selectors.addresses import absolute
from cadres.people.rules import authority
from cadres.people.selectors import people
from cadres.sign_in.selectors import code_sheets
from cadres.sign_in.services.one_time_codes import issue_codes
from cadres.submissions.rules import typed_values
from cadres.submissions.web.once_pages import shown_again

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Units with people who never came in."""
    authority.check_hands_out_codes(request.viewer)
    context = {"units": code_sheets.waiting(seen_by=request.viewer)}
    return render(request, "cadres/sign_in/one_time_codes/index.html", context)


@require_http_methods(METHODS)
@login_required
@never_cache
@shown_again("cadres:codes")
def sheets(request: HttpRequest) -> HttpResponse:
    """Print slips for the chosen units, each unit on its own page."""
    chosen = typed_values.numbers(request.POST.getlist("unit"))
    waiting = people.waiting_for_code(chosen, seen_by=request.viewer)
    if not waiting:
        messages.info(request, "请先选择单位。选中的单位里没有等待口令的人员时，不会打印。")
        return redirect("cadres:codes")
    return _printed(request, waiting, chosen)


@require_http_methods(METHODS)
@login_required
@never_cache
@shown_again("cadres:person", "pk")
def single(request: HttpRequest, pk: int) -> HttpResponse:
    """A new code for one person; the password before no longer opens."""
    cadre = people.fetch(pk, seen_by=request.viewer)
    return _printed(request, [cadre], [])


def _printed(request: HttpRequest, cadres: Sequence[Cadre], chosen: list[int]) -> HttpResponse:
    slips = issue_codes(cadres, actor=request.viewer)
    address = absolute(reverse("cadres:first-sign-in"))
    context = {
        "sheets": code_sheets.by_unit(slips, chosen, seen_by=request.viewer),
        "address": address,
        "count": len(slips),
    }
    return render(request, "cadres/sign_in/one_time_codes/sheets.html", context)
