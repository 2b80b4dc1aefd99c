"""Two days bind at once: the earlier one counts, and both are named.

The promise of a finished round was kept or missed with its approval: in a later round it is named
still, and the unit's own day counts. Of a complaint about tendering that nobody has taken yet the
unit's own day is the one by which that is decided (受理).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cases.tickets.rules.applications import admission
from cases.tickets.rules.workflow import State

if TYPE_CHECKING:
    from cases.models import Ticket

PROMISE = "对企业承诺"
# Whose day stands beside the promise while the result is worked on and looked at.
OWN = {State.IN_HAND: "承办时限", State.RESOLVED: "审核期限"}
ANSWER, ADMISSION = "答复时限", "决定受理期限"


@dataclass(frozen=True, slots=True)
class Binding:
    """The day that binds and what it is of; the other day beside it."""

    name: str
    on: date
    other: str
    other_on: date
    is_later_round: bool = False

    @property
    def is_promise(self) -> bool:
        return self.name == PROMISE

    @property
    def is_own_first(self) -> bool:
        """The unit's own day comes before the promise: how that day stands is said first."""
        return not self.is_promise and not self.is_later_round

    @property
    def why(self) -> str:
        """Why this one: 先到, or 为准 where the other one is of a finished round."""
        return "为准" if self.is_later_round else "先到"


def of(
    state: str, promised: date, own: date | None, turn: int, *, is_examined: bool
) -> Binding | None:
    """Return which of a ticket's two days binds in this round; None where it has one, or both are
    the same. `is_examined`: the unit has yet to say whether it takes the complaint."""
    name = ADMISSION if is_examined else OWN.get(State(state))
    return _of_round(promised, own, name, turn) if name else None


def of_ticket(ticket: Ticket) -> Binding | None:
    """The same of a ticket as it stands."""
    return of(
        ticket.state,
        ticket.due_on,
        ticket.step_due_on,
        ticket.round,
        is_examined=admission.is_awaited(ticket),
    )


def of_share(promised: date, own: date | None, turn: int) -> Binding | None:
    """The same of a part that another unit answers: the whole is promised to the enterprise."""
    return _of_round(promised, own, ANSWER, turn)


def _of_round(promised: date, own: date | None, name: str, turn: int) -> Binding | None:
    if turn > 1 and own is not None and own != promised:
        return Binding(name, own, PROMISE, promised, is_later_round=True)
    return earlier(promised, own, name)


def earlier(promised: date, own: date | None, name: str) -> Binding | None:
    if own is None or own == promised:
        return None
    if promised < own:
        return Binding(PROMISE, promised, name, own)
    return Binding(name, own, PROMISE, promised)
