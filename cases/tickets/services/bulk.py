"""One action on many tickets: each in a transaction of its own, with a result of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle

from cadres.errors import DomainError, Invalid
from cadres.models import Unit
from cadres.pages.rules import wording
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.bulk import LONGEST
from cases.tickets.selectors import tickets
from cases.tickets.selectors.handling import staffing
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from cases.tickets.services.handling.handler_change import hand_over_ticket
from cases.tickets.services.handling.reassignment import reassign_ticket

# Does the action on one ticket; returns what happened, in words.
OneAction = Callable[[Ticket], str]
DONE = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one ticket; a hidden one reads like one that is not there."""

    pk: int
    number: str
    title: str
    code: str
    message: str

    @property
    def is_done(self) -> bool:
        return self.code == DONE


def accept_all(pks: Sequence[int], *, actor: Viewer) -> list[Result]:
    """The unit takes all of them in hand; each has its own time."""

    def action(ticket: Ticket) -> str:
        ticket = accept_ticket(ticket, actor=actor)
        until = wording.day(ticket.unit_due_on or ticket.due_on, actor.today)
        return f"已签收，{until} 前办结。"

    return do_each(pks, action, actor=actor)


def dispatch_all(
    pks: Sequence[int], *, actor: Viewer, unit: Unit, handling_class: str = "", note: str = ""
) -> list[Result]:
    """Give all of them to one unit; without a class each takes the one usual for its category."""

    def action(ticket: Ticket) -> str:
        chosen = handling_class or ticket.category.handling_class
        ticket = dispatch_ticket(ticket, actor=actor, unit=unit, handling_class=chosen, note=note)
        until = wording.day(ticket.due_on, actor.today)
        return f"已交办给{unit}，对企业承诺 {until} 前办结。{nobody}"

    nobody = "".join(staffing.nobody_told([unit], seen_by=actor))
    return do_each(pks, action, actor=actor)


def reassign_all(pks: Sequence[int], *, actor: Viewer, unit: Unit, reason: str) -> list[Result]:
    """Move all of them to another unit; no promise moves."""

    def action(ticket: Ticket) -> str:
        reassign_ticket(ticket, actor=actor, unit=unit, reason=reason)
        return f"已改派给{unit}，待签收。{nobody}"

    nobody = "".join(staffing.nobody_told([unit], seen_by=actor))
    return do_each(pks, action, actor=actor)


def hand_over_all(
    pks: Sequence[int], *, actor: Viewer, to: Sequence[int], reason: str
) -> list[Result]:
    """Give them to one clerk, or to several in turn, so that each gets as many."""
    if not to:
        raise Invalid("请选择接手的经办人。", {"to": "请选择接手的经办人。"})
    turns = dict(zip(check_length(pks), cycle(to), strict=False))

    def action(ticket: Ticket) -> str:
        receiver = turns[ticket.pk]
        ticket = hand_over_ticket(ticket, actor=actor, to_id=receiver, reason=reason)
        return f"已转交{ticket.handler}。"

    return do_each(pks, action, actor=actor)


def check_length(pks: Sequence[int]) -> list[int]:
    """Return the ids, each once; refuse none, and more than are done at once."""
    found = list(dict.fromkeys(pks))
    if not found:
        raise Invalid("请先选择工单。", {"ids": "请先选择工单。"})
    if len(found) > LONGEST:
        sentence = f"一次最多办理 {LONGEST} 件，请分次选择。"
        raise Invalid(sentence, {"ids": sentence})
    return found


def do_each(pks: Sequence[int], action: OneAction, *, actor: Viewer) -> list[Result]:
    """Do the action on each; one that cannot be done stops none, and what is done stays done.

    Raises Invalid where none, or more than `LONGEST`, were chosen.
    """
    return [_one(pk, action, actor) for pk in check_length(pks)]


def _one(pk: int, action: OneAction, actor: Viewer) -> Result:
    number = title = ""
    try:
        ticket = tickets.fetch(pk, seen_by=actor)
        number, title = ticket.number, ticket.title
        return Result(pk, number, title, DONE, action(ticket))
    except DomainError as refused:
        return Result(pk, number, title, refused.code, refused.message)
