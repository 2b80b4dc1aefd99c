"""Whole addresses for people outside: by the site's own name, never by what a request called it."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings


def absolute(path: str) -> str:
    """Return the address of this path; whoever forges the Host header changes nothing in it."""
    parts = urlsplit(path)
    return f"{settings.SITE_URL}{urlunsplit(('', '', parts.path, parts.query, ''))}"
