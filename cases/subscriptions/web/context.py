"""What a page may ask of subscriptions: where the list that it shows can be sent to colleagues."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from cases.subscriptions.rules import rhythms
from cases.subscriptions.selectors import lists

PAGES = frozenset(one.page for one in lists.LISTS.values())


def subscribing(request: HttpRequest) -> dict[str, Any]:
    """Of a list the address where it is sent from as it stands, with its filters; else nothing."""
    viewer, match = getattr(request, "viewer", None), request.resolver_match
    if viewer is None or match is None or match.view_name not in PAGES:
        return {}
    if not rhythms.may_subscribe(viewer):
        return {}
    of = urlencode({"of": request.get_full_path()})
    return {"subscribe_address": f"{reverse('cases:subscription-new')}?{of}"}
