"""Sends pages compressed where their length can betray nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from config.front import DROP_BOX, ROOM

# Leads, and the pages that are opened by a secret in their address.
NEVER = (ROOM, DROP_BOX, "/c/", "/f/", "/q/", "/r/")


class CompressionMiddleware(GZipMiddleware):
    """A page whose request said nothing that it repeats: docs/decisions/0042.

    A compressed page grows less when words that somebody else put into it stand in it already. So
    whoever can choose the words and see the length finds out what else is written there (BREACH).
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress what `is_safe`; static files come compressed from the disk, long before."""
        if not is_safe(request, response):
            return response
        assert isinstance(response, HttpResponse)
        return super().process_response(request, response)


def is_safe(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether this is a whole page, answered to an address alone: no question, nothing sent."""
    return (
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and not request.path_info.startswith(NEVER)
        and response.status_code == HttpResponse.status_code
        and response.headers.get("Content-Type", "").startswith("text/html")
        and not response.streaming
    )
