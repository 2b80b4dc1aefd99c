"""A field of a form says by its name what is to be done with it where it was left empty."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

# What Django says of every field: not what, and not how.
_USUAL = forms.Field.default_error_messages["required"]
_ENDS = "？?：:。"


class PoliteField(BoundField):
    """Asks for what is missing, where the field has no words of its own for that."""

    def __init__(self, form: Any, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        if field.label and field.error_messages.get("required") is _USUAL:
            field.error_messages["required"] = f"请{_verb(field)}{str(field.label).rstrip(_ENDS)}。"


def _verb(field: forms.Field) -> str:
    if isinstance(field, forms.BooleanField):
        return "勾选"
    return "选择" if isinstance(field, forms.ChoiceField | forms.FileField) else "填写"
