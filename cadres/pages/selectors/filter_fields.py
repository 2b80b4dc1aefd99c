"""Fields that forms and filters share: words to search, days, choices that depend on the viewer."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.forms import ValidationError

from cadres.search.rules import character_pairs
from cadres.submissions.rules import pasted_text, typed_values

TOO_SHORT = "请至少输入两个字，例如企业名称里的两个字。"


class SearchField(forms.CharField):
    """Words of which at least one has two characters: shorter ones find nothing by their pair."""

    def to_python(self, value: Any) -> str:
        return pasted_text.value(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not any(character_pairs.pairs(word) for word in value.split()):
            raise ValidationError(TOO_SHORT)


class DayField(forms.DateField):
    """Every form's field for a day: none is taken with which the site cannot count."""

    def to_python(self, value: Any) -> date | None:
        found = super().to_python(pasted_text.value(value) if isinstance(value, str) else value)
        if found is not None and not typed_values.is_countable(found):
            raise ValidationError(typed_values.DAY_SENTENCE, code="invalid")
        return found


class DayFilter(django_filters.DateFilter):  # type: ignore[misc]
    field_class = DayField


class SearchFilter(django_filters.CharFilter):  # type: ignore[misc]
    field_class = SearchField


def remake(one: django_filters.Filter, **extra: Any) -> None:
    """Let the filter make its form field with these words, and forget a field it made before.

    The API's schema makes fields on the class itself, and every list after it would inherit them
    with the choices of nobody.
    """
    one.extra.update(extra)
    vars(one).pop("_field", None)
