"""Reads the values of a command as the API reads the words of a call: by the same serializers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.serializers import Serializer

from cadres.errors import Invalid
from cadres.pages.api import empty_fields

UNKNOWN = "没有这一项。"
WRONG = "填写有误，请按提示修改。"


def reader(words: type[Serializer]) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Return what turns the values of a command into words; an unknown one is refused."""

    # Making the fields takes longer than reading by them; they keep nothing of what they read.
    made = cache(words)

    def read(values: Mapping[str, Any]) -> dict[str, Any]:
        serializer = made()
        if unknown := [name for name in values if name not in serializer.fields]:
            raise Invalid(WRONG, dict.fromkeys(unknown, UNKNOWN))
        try:
            return empty_fields.read(serializer, dict(values))
        except ValidationError as refused:
            raise Invalid(WRONG, _sentences(refused.detail)) from refused

    return read


def _sentences(detail: Any) -> dict[str, str]:
    """One sentence for each field, whatever lies inside of it."""
    return {str(name): "；".join(_texts(words)) for name, words in dict(detail).items()}


def _texts(words: Any) -> list[str]:
    if isinstance(words, Mapping):
        words = list(words.values())
    if isinstance(words, list):
        return [text for one in words for text in _texts(one)]
    return [str(words)]
