"""What every page may ask for; nothing of it is fetched before a template does."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest

from cadres.notifications.selectors import notices
from cadres.people.selectors import units


def site(request: HttpRequest) -> dict[str, Any]:
    """The name of the county in the head, and the number beside the bell."""
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        return {}

    @cache
    def inbox_unread() -> int:
        return notices.unread(seen_by=viewer)

    @cache
    def county_name() -> str:
        return units.site_name(seen_by=viewer)

    return {"inbox_unread": inbox_unread, "county_name": county_name}
