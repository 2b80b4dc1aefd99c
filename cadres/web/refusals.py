"""Puts the domain's refusal back into the form, so that what was typed stays on the page."""

from __future__ import annotations

from django import forms

from cadres.errors import DomainError
from cadres.rules.edits import EditedMeanwhile
from cadres.web import edit_forms


def say(form: forms.Form, refused: DomainError) -> None:
    """Each field's word beside the field; what concerns none, above the form."""
    known = {name: word for name, word in refused.fields.items() if name in form.fields}
    is_edited = isinstance(refused, EditedMeanwhile)
    if is_edited:
        edit_forms.show_again(form, refused)
    for name, word in known.items():
        form.add_error(name, word)
    if is_edited or not known:
        form.add_error(None, _above(refused, known.keys()))


def _above(refused: DomainError, beside: object) -> str:
    """What is said above the form; words of a field that the form has not stand here too."""
    if not isinstance(refused, EditedMeanwhile):
        return refused.message
    rest = [word for name, word in refused.fields.items() if name not in beside]  # type: ignore[operator]
    return "".join([refused.message, *rest])
