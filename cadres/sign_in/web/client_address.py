"""The address of whoever asks, as the site's proxies wrote it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from cadres.sign_in.rules.client_address import address_of


def client_address(request: HttpRequest) -> str:
    """Return the client's address; "" where none can be believed."""
    return address_of(
        request.META.get("REMOTE_ADDR", ""),
        request.META.get("HTTP_X_FORWARDED_FOR", ""),
        settings.TRUSTED_PROXIES,
    )
