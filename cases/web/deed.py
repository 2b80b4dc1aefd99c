"""What a deed on a ticket is to the pages: its words, its form, the service that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cadres.rules.viewer import Viewer
from cases.models import Ticket
from cases.rules.workflow import Action
from cases.web import forms

Words = dict[str, Any]
# Carries the deed out and says what really happened.
Run = Callable[[Ticket, Viewer, Words], str]


@dataclass(frozen=True, slots=True)
class Deed:
    """`verb` is the last part of its address; `leaves` says that the person loses the ticket."""

    verb: str
    action: Action
    label: str
    lead: str
    form: type[forms.DeedForm]
    run: Run
    submit: str = ""
    is_danger: bool = False
    leaves: bool = False
    template: str = "cases/tickets/_deed.html"

    @property
    def button(self) -> str:
        return self.submit or self.label
