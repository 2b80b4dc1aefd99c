"""What the filters of every list share: the search field, and choices that depend on the viewer."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.forms import ValidationError

from cadres.rules import bigrams

TOO_SHORT = "请至少输入两个字，例如企业名称里的两个字。"


class SearchField(forms.CharField):
    """Words of which at least one has two characters: shorter ones find nothing by their pair."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not any(bigrams.pairs(word) for word in value.split()):
            raise ValidationError(TOO_SHORT)


class SearchFilter(django_filters.CharFilter):  # type: ignore[misc]
    field_class = SearchField


def remake(one: django_filters.Filter, **extra: Any) -> None:
    """Let the filter make its form field with these words, and forget a field it made before.

    The API's schema makes fields on the class itself, and every list after it would inherit them
    with the choices of nobody.
    """
    one.extra.update(extra)
    vars(one).pop("_field", None)
