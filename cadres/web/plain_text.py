"""Finds what no text may hold in what a browser sent: NUL, controls, what turns letters round."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest

from cadres.errors import Invalid
from cadres.rules import typed

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def check(request: HttpRequest) -> None:
    """Raise Invalid with the field and the place of the first letter that nobody can see."""
    for name, text in _texts(request):
        if sentence := typed.unreadable(text):
            raise Invalid(sentence, {name: sentence})


def has_nul(request: HttpRequest) -> bool:
    return typed.NUL in request.path_info or any(typed.NUL in text for _, text in _texts(request))


def _texts(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Each text with its field; the field's name may be made up as well."""
    sent = [request.GET]
    if request.method == "POST" and request.content_type in FORMS:
        sent.append(request.POST)
        for name, files in request.FILES.lists():
            yield from ((name, file.name or "") for file in files)
    for fields in sent:
        for name, texts in fields.lists():
            yield from ((name, text) for text in (name, *texts))
