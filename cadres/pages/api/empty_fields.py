"""Reads what came in; of what is missing the API says what the page says, by the field's label.

Missing, null, blank, and a list of nothing are one thing: a page cannot tell them apart either.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.fields import empty

from cadres.pages.api.id_field import CodeField, IdField
from cadres.pages.rules import empty_fields
from cadres.pages.rules.empty_fields import Filling

# What the framework says of every field, and of every file: not what, and not how.
_USUAL = [
    kind.default_error_messages["required"] for kind in (serializers.Field, serializers.FileField)
]
_CHOSEN = (serializers.ChoiceField, serializers.FileField, IdField, CodeField)


def read(words: serializers.Serializer, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words that were given, as `words` reads them.

    Raises ValidationError with the sentences for each field.
    """
    try:
        return dict(words.run_validation(given))
    except ValidationError as refused:
        raise ValidationError(_by_name(words, given, refused.detail)) from refused


def _by_name(words: Any, given: Any, refusals: Any) -> dict[str, Any]:
    return {
        name: _of_field(words.fields[name], given, said) if name in words.fields else said
        for name, said in refusals.items()
    }


def _of_field(field: Any, given: Any, refusals: Any) -> Any:
    value = field.get_value(given)
    if field.required and _is_empty(value):
        return [ErrorDetail(_sentence(field), code="required")]
    if isinstance(field, serializers.ListSerializer):
        return _of_parts(field.child, value, refusals)
    return _of_part(field, value, refusals)


def _of_parts(part: Any, values: Any, refusals: Any) -> Any:
    """Of a list: what is refused stands by its place, from 0; or it is the list itself."""
    if not isinstance(refusals, Mapping):
        return refusals
    return {
        place: _of_part(part, values[place], said) if isinstance(place, int) else said
        for place, said in refusals.items()
    }


def _of_part(part: Any, value: Any, refusals: Any) -> Any:
    """What is refused within a thing that has fields of its own; anything else as it was said."""
    if isinstance(part, serializers.Serializer) and isinstance(value, Mapping):
        return _by_name(part, value, refusals)
    return refusals


def _sentence(field: Any) -> str:
    own = field.error_messages["required"]
    if any(own is usual for usual in _USUAL):
        return empty_fields.sentence(str(field.label), _filling(field))
    return str(own)


def _is_empty(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is empty or value is None or value == []


def _filling(field: serializers.Field) -> Filling:
    if isinstance(field, serializers.BooleanField):
        return Filling.TICKED
    of = field.child if isinstance(field, serializers.ListField) else field
    return Filling.CHOSEN if isinstance(of, _CHOSEN) else Filling.TYPED
