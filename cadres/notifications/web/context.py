"""What every page may ask for; nothing of it is fetched before a template does."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from cadres.notifications.selectors import notices
from cadres.people.selectors import units

# Where a filing number is looked up, as the rule of the ministry wants it linked.
FILING_ADDRESS = "https://beian.miit.gov.cn/"


def site(request: HttpRequest) -> dict[str, Any]:
    """The county or city in the head, the number beside the bell, the filing number at the foot,
    the address that stands in printed codes."""
    filing = {
        "filing_number": settings.FILING_NUMBER,
        "filing_address": FILING_ADDRESS,
        "site_address": settings.SITE_URL,
    }
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        return filing

    @cache
    def inbox_unread() -> int:
        return notices.unread(seen_by=viewer)

    @cache
    def site_name() -> str:
        return units.site_name(seen_by=viewer)

    return {
        "inbox_unread": inbox_unread,
        "site_name": site_name,
    } | filing
