"""Puts the domain's refusal back into the form, so that what was typed stays on the page."""

from __future__ import annotations

from django import forms

from cadres.errors import DomainError


def say(form: forms.Form, refused: DomainError) -> None:
    """Each field's word beside the field; what concerns none, above the form."""
    known = {name: word for name, word in refused.fields.items() if name in form.fields}
    for name, word in known.items():
        form.add_error(name, word)
    if not known:
        form.add_error(None, refused.message)
