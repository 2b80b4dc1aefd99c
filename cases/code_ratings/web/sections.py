"""The page on which anybody rates a section (码上评议), and the link that follows it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cadres.pages.selectors.addresses import absolute
from cadres.pages.web.request_types import Request
from cases.code_ratings.selectors import followed_rating
from cases.code_ratings.services.rating import rate_by_code, rater, section
from cases.code_ratings.web.forms import RateForm
from cases.enterprise_side.web.scans import Scan, brought
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
    return brought(here, form, f"{TEMPLATES}/rate.html", lambda: _kept(here, form))


@secret
@never_cache
@require_safe
def follow(request: Request, token: str) -> HttpResponse:
    """Where the rating stands; looking spends nothing."""
    shown = followed_rating.of(token, seen_by=rater(timezone.now()))
    context = {"shown": shown, "rating": shown.rating}
    return render(request, f"{TEMPLATES}/follow.html", context)


def _kept(here: Scan, form: RateForm) -> HttpResponse:
    """Shown at once, for browsers that keep no cookie; the same form again brings it again."""
    kept = rate_by_code(here.token, form.said(), here.caller, actor=here.viewer, form=form.number)
    context = {
        "page": here.page,
        "token": here.token,
        "rating": kept.rating,
        "follow": kept.token,
        "address": absolute(reverse("cases:rate-follow", args=[kept.token])),
        "start_by": followed_rating.start_by(kept.rating, seen_by=here.viewer),
    }
    return render(here.request, f"{TEMPLATES}/received.html", context)
