"""受理: a complaint about tendering is examined before it is handled.

Whether it is taken, and if not why, is decided within its own limit; its 10 working days run from
the acceptance. Who decides late gains nothing: they run from the day on which it was due
(豫政办〔2024〕67号: 超期未决定的视为受理).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cadres.errors import WrongState
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.rules.workflow import State

if TYPE_CHECKING:
    from cases.models import Ticket

EXAMINED = frozenset({HandlingClass.TENDER})
UNDECIDED = "这是招投标投诉，请先决定受理或不予受理。"
DECIDED = "这张工单不用决定受理，或已经决定。请刷新后再看。"


def is_needed(handling_class: str, admitted_on: date | None, turn: int) -> bool:
    """Does the unit that takes it in hand still have to say whether it takes the complaint?"""
    return handling_class in EXAMINED and admitted_on is None and turn == 1


def is_awaited(ticket: Ticket) -> bool:
    """Is that what the ticket waits for now?"""
    return waits(ticket.state, ticket.handling_class, ticket.admitted_on, ticket.round)


def waits(state: str, handling_class: str, admitted_on: date | None, turn: int) -> bool:
    """The same, asked of the columns of a ticket."""
    return state == State.IN_HAND and is_needed(handling_class, admitted_on, turn)


def is_decided(ticket: Ticket) -> bool:
    return not is_awaited(ticket)


def check_decided(ticket: Ticket) -> None:
    """Nothing is handed in, or asked for, of a complaint that was not taken yet."""
    if is_awaited(ticket):
        raise WrongState(UNDECIDED)
