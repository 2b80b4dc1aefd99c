"""The page on which anybody rates a section (码上评议), and the link that follows it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cadres.errors import Conflict, DomainError
from cadres.pages.selectors.addresses import absolute
from cadres.pages.web import refusals
from cadres.pages.web.request_types import Request
from cases.code_ratings.selectors import followed_rating
from cases.code_ratings.services.rating import Kept, rate_by_code, rater, section
from cases.code_ratings.web.forms import RateForm
from cases.enterprise_side.services.scan_budgets import Verdict
from cases.enterprise_side.web.code_visits import SAID, Scan, marked, weigh
from cases.enterprise_side.web.secret_pages import secret

TEMPLATES = "cases/code_ratings"


# Whoever stands at the window may do what this page does, so there is nothing to forge: as at the
# code itself (cases/enterprise_side/web/gate_code.py).
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: Request, token: str) -> HttpResponse:
    """Say which section it is, and take the rating."""
    at = timezone.now()
    here = Scan(request, token, section(token, at=at), rater(at))
    form = RateForm(request.POST if request.method == "POST" else None, at=at)
    if not form.is_valid():
        return _shown(here, form, 422 if form.errors else 200)
    verdict = weigh(here, form.cleaned_data["proof"])
    if verdict is Verdict.TAKEN:
        return _kept(here, form)
    form.add_error(None, SAID[verdict])
    more = {"challenge": here.challenge()} if verdict is Verdict.PROVE else {}
    return _shown(here, form, 429, more)


@secret
@never_cache
@require_safe
def follow(request: Request, token: str) -> HttpResponse:
    """Where the rating stands; looking spends nothing."""
    shown = followed_rating.of(token, seen_by=rater(timezone.now()))
    context = {"shown": shown, "rating": shown.rating}
    return render(request, f"{TEMPLATES}/follow.html", context)


def _kept(here: Scan, form: RateForm) -> HttpResponse:
    try:
        kept = rate_by_code(
            here.token, form.said(), here.caller, actor=here.viewer, form=form.number
        )
    except DomainError as refused:
        refusals.say(form, refused)
        if isinstance(refused, Conflict):
            form.draw_anew()
        return _shown(here, form, 422)
    return marked(here, _thanks(here, kept))


def _thanks(here: Scan, kept: Kept) -> HttpResponse:
    """Shown at once, for browsers that keep no cookie; the same form again brings it again."""
    context = {
        "page": here.page,
        "token": here.token,
        "rating": kept.rating,
        "follow": kept.token,
        "address": absolute(reverse("cases:rate-follow", args=[kept.token])),
        "start_by": followed_rating.start_by(kept.rating, seen_by=here.viewer),
    }
    return render(here.request, f"{TEMPLATES}/received.html", context)


def _shown(
    here: Scan, form: RateForm, status: int, more: dict[str, Any] | None = None
) -> HttpResponse:
    context = {"page": here.page, "token": here.token, "form": form} | (more or {})
    return render(here.request, f"{TEMPLATES}/rate.html", context, status=status)
