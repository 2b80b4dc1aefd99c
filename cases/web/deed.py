"""What a deed on a ticket is made of: its address, its words, its form, and what carries it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cadres.rules import wording
from cadres.rules.viewer import Viewer
from cases.models import Ticket
from cases.rules import binding
from cases.rules.binding import Binding
from cases.rules.workflow import Action
from cases.web.forms import DeedForm

Words = dict[str, Any]
# Carries the deed out and says what really happened.
Run = Callable[[Ticket, Viewer, Words], str]


class NotTaken(str):
    """What is said where the deed is on record and yet nothing, or not all, came of it."""

    __slots__ = ()


def until(ticket: Ticket, today: date) -> str:
    """Say until when the unit has to be done: the earlier of its two days, and both by name."""
    found = binding.of(ticket.state, ticket.due_on, ticket.step_due_on, ticket.round)
    if found is None:
        return f"本单位须在 {wording.day(ticket.unit_due_on, today)} 前办完。"
    return said_until(found, "本单位须", "办完", today)


def said_until(found: Binding, who: str, deed: str, today: date) -> str:
    on, other_on = (wording.day(day, today) for day in (found.on, found.other_on))
    if found.is_later_round:
        first = f"首轮的{found.other}是 {other_on}"
        return f"{who}在 {on} 前{deed}：这一轮以{found.name}为准，{first}。"
    return f"{who}在 {on} 前{deed}：{found.name}先到，{found.other}是 {other_on}。"


def with_nobody(said: str, nobody: Sequence[str]) -> str:
    """Add to a sentence of success which units received nothing; it is then no success."""
    return NotTaken(" ".join((said, *nobody))) if nobody else said


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
