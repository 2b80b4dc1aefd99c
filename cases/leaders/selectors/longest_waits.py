"""What is stuck longest (停留最久): open tickets by the time since their last step, and at whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket, TicketEvent
from cases.tickets.rules.workflow import RUNNING, Action, State
from cases.tickets.selectors import tickets
from cases.tickets.selectors.tickets import KnownLines, TicketLine

SHOWN = 5
# What was parked waits for a day that was decided on.
WAITING = sorted(RUNNING - {State.PARKED} | {State.UNCONFIRMED})
# Steps that put a ticket into other hands without another state.
HANDS = (Action.REASSIGN, Action.HAND_OVER)


@dataclass(frozen=True, slots=True)
class LongestWait:
    """One ticket; `waited` in working days since its last step."""

    line: TicketLine
    since: date
    waited: int

    @property
    def at_whom(self) -> str:
        """县工信局 李娟; only the unit where nobody has it in hand."""
        is_own = self.line.state in (State.IN_HAND, State.ASSIGNED)
        return " ".join(filter(None, (self.line.waits, self.line.handler if is_own else "")))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A ticket, its county, and the moment of its last step."""

    ticket: int
    county: int
    at: datetime


def longest(*, seen_by: Viewer, shown: int = SHOWN) -> list[LongestWait]:
    """Return what has waited longest where it is now."""
    rows = found(seen_by=seen_by, shown=shown)
    return lines(rows, tickets.known_by_key([row.ticket for row in rows], seen_by=seen_by), seen_by)


def found(*, seen_by: Viewer, shown: int = SHOWN) -> list[Waiting]:
    """Return which tickets they are, the longest first."""
    moves = TicketEvent.objects.filter(ticket=OuterRef("pk"))
    moves = moves.filter(~Q(source_state=F("state")) | Q(action__in=HANDS)).order_by("-at", "-pk")
    visible = Ticket.objects.visible_to(seen_by).filter(state__in=WAITING)
    waiting = visible.annotate(since=Subquery(moves.values("at")[:1])).order_by(
        F("since").asc(nulls_last=True), "pk"
    )
    rows = waiting.values_list("pk", "county_id", "since")[:shown]
    return [Waiting(*row) for row in rows if row[2]]


def lines(rows: Sequence[Waiting], known: KnownLines, viewer: Viewer) -> list[LongestWait]:
    """Say of each since when it waits, and for how long; `known` holds them all."""
    return [
        LongestWait(
            known.lines[row.ticket],
            since := timezone.localdate(row.at),
            known.days[row.county].working_days_between(since, viewer.today),
        )
        for row in rows
    ]
