"""What is said after an action, where several say it alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cadres.pages.rules import wording
from cases.models import Ticket
from cases.tickets.rules.applications import admission
from cases.tickets.rules.clocks import binding
from cases.tickets.rules.clocks.binding import Binding


class NotTaken(str):
    """What is said where the action is on record and yet nothing, or not all, came of it."""

    __slots__ = ()


def until(ticket: Ticket, today: date) -> str:
    """Say until when the unit has to be done: the earlier of its two days, and both by name.

    What is examined first is not done by then, but taken or not.
    """
    if admission.is_awaited(ticket):
        return f"本单位须在 {wording.day(ticket.step_due_on, today)} 前决定是否受理。"
    bound = binding.of_ticket(ticket)
    if bound is None:
        return f"本单位须在 {wording.day(ticket.unit_due_on, today)} 前办完。"
    return said_until(bound, "本单位须", "办完", today)


def said_until(bound: Binding, who: str, action: str, today: date) -> str:
    """Say who has to be done with it until when, and by which other day besides."""
    on, other_on = (wording.day(day, today) for day in (bound.on, bound.other_on))
    if bound.is_later_round:
        first = f"首轮的{bound.other}是 {other_on}"
        return f"{who}在 {on} 前{action}：这一轮以{bound.name}为准，{first}。"
    return f"{who}在 {on} 前{action}：{bound.name}先到，{bound.other}是 {other_on}。"


def with_nobody(said: str, nobody: Sequence[str]) -> str:
    """Add to a sentence of success which units received nothing; it is then no success."""
    return NotTaken(" ".join((said, *nobody))) if nobody else said
