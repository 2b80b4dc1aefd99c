"""The search field of every list: words that can be found by their pairs of characters."""

from __future__ import annotations

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
