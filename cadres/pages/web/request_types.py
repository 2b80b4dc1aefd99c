"""What a view is handed, once the site's middleware has seen it; for the type checker."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from cadres.viewers.rules.viewer import Viewer


class Request(HttpRequest):
    """A request with the viewer who makes it; never made by hand."""

    viewer: Viewer
    htmx: HtmxDetails
    # Where a page may be named when something is followed from it; the usual where nothing is said.
    referrer_policy: str
