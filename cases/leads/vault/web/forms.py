"""How every form of the room behaves: what is typed is kept nowhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from cases.leads.procedure.models.leads import Lead
from cases.leads.vault.rules.reader import Reader
from cases.tickets.web.action_forms.forms import words


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, be it nothing; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


class QuietForm(forms.Form):
    """What is typed is kept nowhere: no browser offers it again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"


class RoomForm(QuietForm):
    """Stands before one lead, for the reader who looks at it."""

    def __init__(self, *args: Any, lead: Lead, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about, self.reader = lead, reader
        self.prepare()

    def prepare(self) -> None:
        """Set what depends on the lead or the reader."""


class PlainForm(RoomForm):
    """Nothing is asked but the press of the button."""


class ReasonForm(RoomForm):
    reason = words("理由", rows=4)
