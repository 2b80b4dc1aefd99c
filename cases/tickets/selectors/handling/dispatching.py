"""What waits for dispatch (待交办), as the dispatch desk shows it."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.people.rules.viewer import Viewer
from cases.tickets.rules import desks
from cases.tickets.rules.desks import View
from cases.tickets.selectors import tickets
from cases.tickets.selectors.tickets import TicketLine

# The dispatch desk shows so many at once; the rest follow when these are done.
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is shown at once of what waits, and how much there is (counted up to CAP + 1)."""

    total: int
    lines: list[TicketLine]


def to_dispatch(*, seen_by: Viewer) -> Waiting:
    """Return what waits for dispatch, first what was promised soonest; returned ones among it."""
    waiting = desks.tickets_in(View.DISPATCH, seen_by) | desks.tickets_in(View.RETURNED, seen_by)
    found = tickets.rows(seen_by=seen_by).filter(waiting).order_by("due_on", "pk")
    lines = tickets.lines(found[: LONGEST + 1], seen_by=seen_by)
    total = len(lines) if len(lines) <= LONGEST else tickets.capped_count(found)
    return Waiting(total, lines[:LONGEST])
