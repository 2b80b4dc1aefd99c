"""Every address of the locked room, generated from the router: none can be forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse

ROOM = "leads"
# What an address takes besides ids.
WORDS = {"member": 1, "verb": "approve", "fires": "words", "form": "pdf", "key": "a-key-never-used"}
METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE")


def patterns() -> Iterator[URLPattern]:
    for one in get_resolver().url_patterns:
        if isinstance(one, URLResolver) and one.namespace == ROOM:
            yield from (inner for inner in one.url_patterns if isinstance(inner, URLPattern))


def path_of(pattern: URLPattern, **ids: object) -> str:
    """The address with these ids in it; what it does not take is left out."""
    given = {**WORDS, **ids}
    wanted = {name: given[name] for name in pattern.pattern.converters}
    return reverse(f"{ROOM}:{pattern.name}", kwargs=wanted)
