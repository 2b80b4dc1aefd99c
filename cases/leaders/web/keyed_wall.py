"""The wall display under a key of its own (大屏钥匙), with nobody signed in.

The key stands in no address that a server, a proxy or a referrer gets to see: it comes behind the
`#` of the display's home page, from which a script posts it, or is typed; then it is a cookie of
this one place. What is shown is what a wall shows to whoever is signed in, and nothing of it opens.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cadres.errors import Absent
from cadres.pages.web.request_types import Request
from cadres.sign_in.web.client_address import client_address
from cadres.submissions.services.shared_arrivals import SharedArrivals
from cadres.submissions.web import once_keys
from cases.leaders.rules import wall_keys as rules
from cases.leaders.selectors import leaders_page, wall_keys
from cases.leaders.services.wall_keys import eyes, open_wall
from cases.leaders.web import wall

COOKIE = "wall_key"
# A display is set up once and runs for years; browsers keep no cookie for longer.
KEPT_SECONDS = 400 * 24 * 60 * 60
TRIES, IN_SECONDS = 20, 600
_tries = SharedArrivals("wall-key", TRIES, IN_SECONDS)
TOO_OFTEN = "试得太多了，请过十分钟再试。"


class KeyForm(forms.Form):
    """The key as it was given: large or small letters, with gaps or without."""

    key = forms.CharField(
        label="大屏钥匙",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text="由县助企办主任配发，24 个字母和数字。",
    )


@never_cache
@once_keys.every_time
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    """GET shows the wall, or asks for its key; POST brings the key."""
    answer = _opened(request) if request.method == "POST" else _shown(request)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _shown(request: Request) -> HttpResponse:
    key = request.COOKIES.get(COOKIE, "")
    try:
        row = wall_keys.of_wall(key)
    except Absent as refused:
        return _asked(request, KeyForm(), refused.message if key else "")
    viewer = eyes(row, timezone.now())
    found = leaders_page.figures_of_wall(seen_by=viewer)
    return wall.drawn(request, found, row.county.name, viewer.at)


def _opened(request: Request) -> HttpResponse:
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _asked(request, form, status=422)
    at = timezone.now()
    if not _tries.takes(client_address(request), at.timestamp()):
        return _asked(request, form, TOO_OFTEN, status=429)
    try:
        open_wall(form.cleaned_data["key"], at=at)
    except Absent:
        form.add_error("key", rules.ABSENT)
        return _asked(request, form, status=422)
    answer = redirect("cases:wall")
    answer.set_cookie(COOKIE, form.cleaned_data["key"], **_kept())
    return answer


def _kept() -> dict[str, Any]:
    """For this place alone, unread by scripts, never sent from a page of somebody else."""
    return {
        "max_age": KEPT_SECONDS,
        "path": reverse("cases:wall"),
        "secure": settings.SESSION_COOKIE_SECURE,
        "httponly": True,
        "samesite": "Strict",
    }


def _asked(request: Request, form: KeyForm, said: str = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "said": said}
    return render(request, "cases/leaders/wall_key.html", context, status=status)
