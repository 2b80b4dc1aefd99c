"""What a deed on a ticket is made of: its address, its words, its form, and what carries it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cadres.rules.viewer import Viewer
from cases.actions.action import Words
from cases.models import Ticket
from cases.rules.workflow import Action
from cases.web.forms import DeedForm

# Carries the deed out and says what really happened.
Run = Callable[[Ticket, Viewer, Words], str]


def _always(ticket: Ticket) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Deed:
    """`verb` is the last part of its address; `leaves` says that the person may lose the ticket."""

    verb: str
    action: Action
    label: str
    lead: str
    form: Callable[..., DeedForm]
    run: Run
    submit: str = ""
    is_danger: bool = False
    leaves: bool = False
    template: str = "cases/tickets/_deed.html"
    # Is its button of any use on this ticket?
    fits: Callable[[Ticket], bool] = _always

    @property
    def button(self) -> str:
        return self.submit or self.label
