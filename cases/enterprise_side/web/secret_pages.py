"""Pages that are opened by a secret in their address: it is sent on to nobody, and not indexed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from cadres.pages.selectors.addresses import absolute

View = Callable[..., HttpResponse]


def secret(view: View) -> View:
    """Mark a view whose address must not travel on with a click or a picture."""

    @wraps(view)
    def kept(*args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(*args, **kwargs)
        answer["Referrer-Policy"] = "no-referrer"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return kept


def follow_address(token: str) -> str:
    """Where whoever filed a matter follows it."""
    return absolute(reverse("cases:follow", args=[token]))
