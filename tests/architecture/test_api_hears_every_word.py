"""No view of the API passes over a word: each is built on what refuses those it does not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver

from cadres.pages.api.views import Heard

# They take no words, and are no part of what they describe.
DESCRIPTIONS = {"api-schema", "api-docs"}


def views(resolver: Any = None) -> Iterator[tuple[str, type]]:
    for one in (resolver or get_resolver()).url_patterns:
        if not isinstance(one, URLPattern):
            yield from views(one)
        elif str(one.name).startswith("api-") and one.name not in DESCRIPTIONS:
            yield one.name, one.callback.cls


def test_every_address_of_the_api_hears_or_refuses_each_word():
    found = dict(views())

    assert len(found) > 70
    assert {name for name, view in found.items() if not issubclass(view, Heard)} == set()
