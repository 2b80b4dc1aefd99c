"""Devices on which a person has signed in before: a signed cookie that only signing in reads."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from cadres.models import Cadre

COOKIE, SALT = "known_device", "known device"
DAYS = 180
# A desk that several people share knows them all; the cookie stays small.
MOST = 8


def device_of(request: HttpRequest, cadre: Cadre | None) -> str:
    """Return the device's mark where this person has come in on it before, else ""."""
    mark, people = _read(request)
    return mark if cadre is not None and cadre.pk in people else ""


def remember(request: HttpRequest, response: HttpResponse, cadre: Cadre) -> None:
    """From now on the device is known as one of this person's."""
    mark, people = _read(request)
    kept = [cadre.pk, *(pk for pk in people if pk != cadre.pk)][:MOST]
    value = signing.dumps([mark or secrets.token_urlsafe(16), kept], salt=SALT)
    response.set_cookie(
        COOKIE,
        value,
        max_age=DAYS * 24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[int]]:
    given = request.COOKIES.get(COOKIE, "")
    try:
        mark, people = signing.loads(given, salt=SALT, max_age=DAYS * 24 * 60 * 60)
    except (signing.BadSignature, ValueError, TypeError):
        return "", []
    return str(mark), list(people)
