"""What forms of tickets have in common."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.submissions.rules import text_limits


def words(label: str, rows: int = 4, **more: Any) -> forms.CharField:
    """A field for sentences."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, max_length=text_limits.SENTENCES, **more)
