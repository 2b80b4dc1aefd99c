"""What an action on a lead is made of: address, words, form, and what carries it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cases.leads.procedure.models.leads import Lead
from cases.leads.procedure.rules.procedure import Action
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.web.forms import RoomForm

Words = dict[str, Any]
Run = Callable[[Lead, Reader, Words], object]


@dataclass(frozen=True, slots=True)
class RoomAction:
    """`verb` is the last part of its address; `done` says afterwards what really happened."""

    verb: str
    action: Action
    lead: str
    form: type[RoomForm]
    run: Run
    done: str
    is_danger: bool = False
    # The one strong button of its state.
    is_next: bool = True

    @property
    def label(self) -> str:
        return self.action.label
