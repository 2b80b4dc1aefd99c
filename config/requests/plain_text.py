"""Lets in only what can be stored and read: no NUL anywhere, no control characters in any text.

What a copied value brings along at its ends is cut off; inside a text, the letter U+202E would make
it read otherwise than it is kept, and no name may do that. It stands before every page, so that no
form has to think of it; the API's parser asks the same of JSON (config/requests/json_bodies.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from cadres.errors import Invalid
from cadres.submissions.rules import typed_values
from cadres.submissions.web import plain_text
from config.requests.errors import SENTENCES, refusal


class PlainTextMiddleware:
    """Answers 400 to a NUL, and 422 with the place to a letter that nobody can see."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if typed_values.NUL in request.path_info:
            return refusal(request, 400, *SENTENCES[400])
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """The locked room asks this itself, behind its door: its files must not be read before."""
        if getattr(view, "guards_room", False):
            return None
        if plain_text.has_nul(request):
            return refusal(request, 400, *SENTENCES[400])
        try:
            plain_text.clean(request)
        except Invalid as found:
            return refusal(request, 422, found.code, found.message, found.fields)
        return None
