"""A field of a form says by its name what is to be done with it where it was left empty."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from cadres.pages.rules import empty_fields
from cadres.pages.rules.empty_fields import Filling

# What Django says of every field: not what, and not how.
_USUAL = forms.Field.default_error_messages["required"]


class PoliteField(BoundField):
    """Asks for what is missing, where the field has no words of its own for that."""

    def __init__(self, form: Any, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        if field.label and field.error_messages.get("required") is _USUAL:
            said = empty_fields.sentence(str(field.label), _filling(field))
            field.error_messages["required"] = said


def _filling(field: forms.Field) -> Filling:
    if isinstance(field, forms.BooleanField):
        return Filling.TICKED
    is_chosen = isinstance(field, forms.ChoiceField | forms.FileField)
    return Filling.CHOSEN if is_chosen else Filling.TYPED
