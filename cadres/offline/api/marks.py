"""The mark of a browser: a cookie that outlives what scripts keep there."""

from __future__ import annotations

import re
import uuid

from django.conf import settings
from django.http import HttpRequest
from rest_framework.response import Response

COOKIE = "device"
PATH = "/api/v1/sync/"
SECONDS = 2 * 366 * 24 * 60 * 60
_SHAPE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def mark_of(request: HttpRequest, said: str = "") -> str:
    """Return the browser's mark: the cookie's, or what its script still knows, or a new one."""
    known = (request.COOKIES.get(COOKIE, ""), said)
    return next((one for one in known if _SHAPE.fullmatch(one)), None) or str(uuid.uuid4())


def remember(response: Response, mark: str) -> None:
    response.set_cookie(
        COOKIE,
        mark,
        max_age=SECONDS,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
