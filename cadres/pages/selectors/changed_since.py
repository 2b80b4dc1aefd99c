"""How an address names the moment since which changes are asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.forms import ValidationError

from cadres.submissions.rules import typed_values

MOMENT = "请写成带时区的时刻，例如 2026-11-20T01:00:00Z；地址里的加号要写成 %2B。"
SINCE = "这一时刻起有改动的；填上一次答复里的 as_of"
GONE_TOO = f"{SINCE}。已移出、撤销、离岗的也在其中"


class MomentField(forms.CharField):
    """A moment with its zone."""

    def to_python(self, value: Any) -> datetime | None:  # type: ignore[override]
        text = super().to_python(value)
        found = typed_values.moment(text)
        if text and found is None:
            raise ValidationError(MOMENT)
        return found


class MomentFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = MomentField
