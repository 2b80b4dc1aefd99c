"""The course of a ticket (经过): what was done to it, by whom, one line a step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cadres.offline.selectors import arrivals
from cadres.pages.models.prepared import Prepared
from cases.models import Ticket, TicketEvent
from cases.tickets.rules import separation_of_duties
from cases.tickets.rules.separation_of_duties import Hands
from cases.tickets.rules.workflow import Action

MOVES = (Action.DISPATCH, Action.REASSIGN)
COLUMNS = (
    *("action", "at", "actor_id", "party", "actor_name", "actor_unit__name", "unit__name"),
    *("note", "round", "state"),
)
_EVENTS = Prepared(
    lambda pk: TicketEvent.objects.filter(ticket=pk).order_by("at", "pk").values(*COLUMNS)
)


@dataclass(frozen=True, slots=True)
class CourseStep:
    """One line of the course (经过)."""

    action: Action
    at: datetime
    actor_id: int | None
    party: str
    who: str
    unit: str
    towards: str
    note: str
    round: int
    # Where the ticket stood after it.
    state: str
    # When a phone without a line wrote it down, in words; nothing where it came at once.
    on_phone: str = ""


def steps(ticket: Ticket) -> list[CourseStep]:
    """Return what was done to a ticket that was found through visibility, the oldest first."""
    made = arrivals.of("ticket", ticket.pk)
    return [_step(row, made.get(row["at"], "")) for row in _EVENTS(ticket.pk)]


def given_at(course: Iterable[CourseStep]) -> datetime | None:
    """Return when the unit that has it was given the ticket."""
    return next((step.at for step in reversed([*course]) if step.action in MOVES), None)


def hands_of(ticket: Ticket, course: Iterable[CourseStep]) -> Hands:
    """The same as `transitions.hands_of`, from steps that are read already."""
    done = list(course)
    return Hands(
        separation_of_duties.handlers(done),
        ticket.approved_by_id,
        ticket.dispatched_by_id,
        separation_of_duties.speakers(done),
    )


def _step(row: dict[str, Any], on_phone: str) -> CourseStep:
    action = Action(row["action"])
    return CourseStep(
        action=action,
        at=row["at"],
        actor_id=row["actor_id"],
        party=row["party"],
        who=row["actor_name"],
        unit=row["actor_unit__name"] or "",
        towards=(row["unit__name"] or "") if action in MOVES else "",
        note=row["note"],
        round=row["round"],
        state=row["state"],
        on_phone=on_phone,
    )
