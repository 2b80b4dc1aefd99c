"""The moment since which changes are asked for, where a list has no filters of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rest_framework import serializers

from cadres.pages.selectors.changed_since import GONE_TOO, MOMENT
from cadres.submissions.rules import typed_values


class MomentField(serializers.CharField):
    """A moment with its zone, as the filters of other lists take it."""

    def to_internal_value(self, data: Any) -> datetime | None:
        text = super().to_internal_value(data)
        found = typed_values.moment(text)
        if text and found is None:
            raise serializers.ValidationError(MOMENT)
        return found


class SinceQuestion(serializers.Serializer):
    updated_since = MomentField(required=False, allow_null=True, default=None, help_text=GONE_TOO)
