"""A form that changes what is there carries what its page had read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest

from cadres.errors import Invalid
from cadres.submissions.rules import edits
from cadres.submissions.rules.edits import EditedMeanwhile, Read

FIELD = "read"


class ReadField(forms.CharField):
    """Hidden; what comes back is the `Read` that the service asks for."""

    widget = forms.HiddenInput

    def __init__(self, read: Read) -> None:
        super().__init__(initial=str(read), error_messages={"required": edits.UNREAD})

    def clean(self, value: Any) -> Read:
        text = super().clean(value)
        try:
            return edits.read_from(text)
        except Invalid as refused:
            raise forms.ValidationError(refused.message) from refused


def carry(form: forms.Form, read: Read) -> None:
    """Let the form send along what its page reads now."""
    form.fields[FIELD] = ReadField(read)


def read_of(form: forms.Form) -> Read:
    """Take what the page had read out of the form's words: the rest is what was typed."""
    found: Read = form.cleaned_data.pop(FIELD)
    return found


def read_sent(request: HttpRequest) -> Read:
    """What came with a button that has no fields of its own."""
    return edits.read_from(request.POST.get(FIELD, ""))


def show_again(form: forms.Form, refused: EditedMeanwhile) -> None:
    """Both values now stand on the page: saving again is a decision."""
    form.data = form.data.copy()
    form.data[form.add_prefix(FIELD)] = str(refused.read)
