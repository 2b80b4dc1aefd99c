"""What forms of tickets have in common."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.submissions.rules import text_limits


def words(label: str, rows: int = 4, **more: Any) -> forms.CharField:
    """A field for sentences."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, max_length=text_limits.SENTENCES, **more)


class PoliteForm(forms.Form):
    """Says of each field that was left empty what is to be done with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            verb = "选择" if isinstance(field, forms.ChoiceField) else "填写"
            field.error_messages["required"] = f"请{verb}{field.label}。"
