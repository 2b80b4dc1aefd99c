"""Forms about clocks: a past day, and the version of the calendar that was looked at."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cases.models import Ticket


class DayForm(forms.Form):
    """A day from the filing of the ticket on."""

    on = DayField(label="日期", widget=DayInput())

    def __init__(self, *args: Any, ticket: Ticket, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", ticket.filed_on)


class RecountForm(forms.Form):
    """The calendar that was looked at; without it, a look is asked for."""

    version = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
