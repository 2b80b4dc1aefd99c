"""A day in what the API takes: no day is taken with which the site cannot count."""

from __future__ import annotations

from datetime import date
from typing import Any

from rest_framework import serializers

from cadres.submissions.rules import typed_values


class DayField(serializers.DateField):
    """Every serializer's field for a day that comes in."""

    def to_internal_value(self, value: Any) -> date:
        found: date = super().to_internal_value(value)
        if not typed_values.is_countable(found):
            raise serializers.ValidationError(typed_values.DAY_SENTENCE, code="invalid")
        return found
