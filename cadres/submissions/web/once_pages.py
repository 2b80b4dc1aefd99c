"""Pages that a POST makes: opened again in the same browser they are the same, and make nothing.

The answer to the POST is kept with its once-key (cadres/submissions/web/once_keys.py) and shown
after a redirect.
The key stays, locked, in a cookie of that browser, for the one address that shows the page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control

from cadres.encryption.models.encrypted_text import cipher
from cadres.submissions.rules import once_keys
from cadres.submissions.services.once_keys import SITE, kept_page
from cadres.submissions.web.once_keys import SAFE

COOKIE = "made_page"
# Long enough to print a pile of slips and to read what came of two hundred tickets.
SHOWN_FOR = 60 * 60
GONE = "刚才的结果已不能再显示。什么都没有重复办理，需要时请从这里重新开始。"
View = Callable[..., HttpResponse]


def shown_again(otherwise: str, *names: str) -> Callable[[View], View]:
    """Mark a view whose POST answers with a page; `otherwise` is the page that leads to it.

    It takes the named parts of the address.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def marked(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in SAFE:
                return view(request, *args, **kwargs)
            page = _kept(request)
            if page is None:
                messages.info(request, GONE)
                return redirect(otherwise, **{name: kwargs[name] for name in names})
            return page

        marked.is_shown_again = True  # type: ignore[attr-defined]
        return marked

    return mark


def led(request: Any, view: Any, response: HttpResponse) -> HttpResponse:
    """Lead a POST that made a page to the address where the page can be opened again."""
    if not getattr(view, "is_shown_again", False) or request.method != "POST":
        return response
    key = request.POST.get(once_keys.FIELD, "")
    if not once_keys.is_key(key) or response.status_code != 200 or request.htmx:
        return response
    there = HttpResponseRedirect(request.path)
    there.set_cookie(
        COOKIE,
        cipher().encrypt(key.encode()).decode(),
        max_age=SHOWN_FOR,
        path=request.path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return there


def _kept(request: Any) -> HttpResponse | None:
    """A key of somebody else's finds nothing: its name is made with the person."""
    try:
        key = cipher().decrypt(request.COOKIES.get(COOKIE, "").encode()).decode()
    except InvalidToken:
        return None
    found = kept_page(key, request.path, SITE, seen_by=request.viewer)
    if found is None:
        return None
    response = HttpResponse(found.body, found.content_type)
    patch_cache_control(response, no_store=True, private=True)
    return response
