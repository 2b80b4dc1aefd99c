"""Cuts what came along with a copied value, and finds in a request what no text may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.http import HttpRequest, QueryDict

from cadres.errors import Invalid
from cadres.submissions.rules import pasted_text, typed_values

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def clean(request: HttpRequest) -> None:
    """Cut unseen letters off the ends of each text; raise Invalid for one that stands inside.

    What stands in an address is only sought, never kept: there they are cut wherever they stand.
    """
    request.GET = _cut(request.GET, pasted_text.seen)  # type: ignore[assignment]
    if _is_form(request):
        request.POST = _cut(request.POST, pasted_text.trimmed)  # type: ignore[assignment]
    for name, text in _texts(request):
        if sentence := typed_values.unreadable(text):
            raise Invalid(sentence, {name: sentence})


def has_nul(request: HttpRequest) -> bool:
    return typed_values.NUL in request.path_info or any(
        typed_values.NUL in text for _, text in _texts(request)
    )


def _is_form(request: HttpRequest) -> bool:
    return request.method == "POST" and request.content_type in FORMS


def _cut(fields: QueryDict, cut: Callable[[str], str]) -> QueryDict:
    if not any(pasted_text.UNSEEN.search(text) for texts in fields.lists() for text in texts[1]):
        return fields
    kept = QueryDict(mutable=True)
    for name, texts in fields.lists():
        kept.setlist(name, [cut(text) for text in texts])
    return kept


def _texts(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Each text with its field; the field's name may be made up as well."""
    sent = [request.GET]
    if _is_form(request):
        sent.append(request.POST)
        for name, files in request.FILES.lists():
            yield from ((name, file.name or "") for file in files)
    for fields in sent:
        for name, texts in fields.lists():
            yield from ((name, text) for text in (name, *texts))
