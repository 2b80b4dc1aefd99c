"""Puts one transaction around each submission with a once-key (submissions/web/once_keys.py)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from cadres.submissions.web import once_keys, once_pages
from config.requests.deadlocks import gave_way, noticed, refused


class OnceMiddleware:
    """Holds the transaction open until the answer is known; the innermost of all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.once_claim, request.once_after, request.once_view = None, [], None
        with noticed(request), ExitStack() as request.once_held:
            response = self.get_response(request)
            once_keys.settle(request, response, failed=_has_failed(request, response))
        response = once_pages.led(request, request.once_view, response)
        if response.status_code < 400:
            for run in request.once_after:
                run()
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """After the token against forgery was checked, and before the view."""
        request.once_view = view  # type: ignore[attr-defined]
        if getattr(view, "takes_keys_itself", False):
            return None
        try:
            with noticed(request):
                return once_keys.begin(request, view, once_keys.SITE)
        except OperationalError:
            if not gave_way(request):
                raise
            return refused(request)


def _has_failed(request: HttpRequest, response: HttpResponse) -> bool:
    return response.status_code >= 500 or bool(gave_way(request))
