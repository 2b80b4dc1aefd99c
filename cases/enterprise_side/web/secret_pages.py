"""Pages that are opened by a secret in their address: it is sent on to nobody, and not indexed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from cadres.pages.selectors.addresses import absolute
from cadres.pages.web.request_types import Request

View = Callable[..., HttpResponse]
NOWHERE = "no-referrer"


def secret(view: View) -> View:
    """Mark a view whose address must not travel on with a click or a picture."""

    @wraps(view)
    def kept(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        # The page says it itself, and what a page says goes before the header.
        request.referrer_policy = NOWHERE
        answer = view(request, *args, **kwargs)
        answer["Referrer-Policy"] = NOWHERE
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return kept


def follow_address(token: str) -> str:
    """Where whoever filed a matter follows it."""
    return absolute(reverse("cases:follow", args=[token]))
