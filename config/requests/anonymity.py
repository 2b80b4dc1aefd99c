"""Takes from a request to the drop box whatever says who sent it, before anything reads it.

No session is looked up or touched, nobody is signed in there, and no cookie is set: whoever comes
from a page of the site is nobody like everybody else. What remains of the address is a mark under
a key that this process drew for itself, for the limit of arrivals.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cadres.sign_in.web.client_address import client_address
from config.front import DROP_BOX

# Cookies, sign-in, the page before, the device, and every way in which proxies write an address.
WHO = (
    "HTTP_COOKIE",
    "HTTP_AUTHORIZATION",
    "HTTP_REFERER",
    "HTTP_ORIGIN",
    "HTTP_USER_AGENT",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
    "REMOTE_ADDR",
    "REMOTE_HOST",
    "REMOTE_PORT",
)
_KEY = secrets.token_bytes(32)


class AnonymityMiddleware:
    """Stands before sessions and sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not f"{request.path_info}/".startswith(DROP_BOX):
            return self.get_response(request)
        request.caller = mark(client_address(request))  # type: ignore[attr-defined]
        for name in WHO:
            request.META.pop(name, None)
        response = self.get_response(request)
        response.cookies.clear()
        return response


def mark(address: str) -> str:
    return hmac.new(_KEY, address.encode(), hashlib.sha256).hexdigest()
