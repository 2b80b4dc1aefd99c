"""The letters of a ticket, as far as its reader sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.pages.models.prepared import ID
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import kinds, organs, workflow
from cases.letters.rules.kinds import LetterKind, LetterState
from cases.letters.selectors import letters, styles
from cases.models import Letter, Ticket
from cases.supervision.selectors.step_letters import Answers
from cases.tickets.rules import status_light
from cases.tickets.rules.status_light import Light
from cases.tickets.selectors.page.page_parts import PagePart
from cases.tickets.selectors.page.ticket_page import TicketPage

SHOWN = ("pk", "step_id", "kind", "title", "number", "state", "delivered_on", "reply_due_on")
ENDS = ("replied_on", "excused_why", "void_why")


@dataclass(frozen=True, slots=True)
class TicketLetter:
    """One letter of the ticket; `light` says how its reply stands, where one is waited for."""

    pk: int
    # Of the ladder, where it puts one on paper.
    step_id: int | None
    kind: LetterKind
    title: str
    number: str
    state: LetterState
    delivered_on: date | None
    replied_on: date | None
    end: str
    light: Light | None


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters that this viewer sees, and the kinds that this viewer may draft."""

    rows: tuple[TicketLetter, ...] = ()
    offered: tuple[LetterKind, ...] = ()

    @property
    def of_steps(self) -> dict[int, LetterState]:
        """By step of the ladder how the letter stands that was written for it, and holds."""
        holding = [one for one in self.rows if one.state is not LetterState.VOID]
        return {one.step_id: one.state for one in holding if one.step_id is not None}


def of(ticket: Ticket, days: WorkCalendar, *, seen_by: Viewer) -> Letters:
    """Return the letters of a ticket that was found through visibility."""
    found = _OF_TICKET(ticket.pk, seen_by=seen_by)
    return Letters(
        rows=tuple(_row(row, seen_by.today, days) for row in found),
        offered=_offered(ticket, seen_by),
    )


def states_of_steps(page: TicketPage) -> dict[int, LetterState]:
    """By step of the ladder how its letter stands, as the page shows it."""
    found: Letters = page.part(PART.name)
    return found.of_steps


def _of_ticket(viewer: Viewer, ticket: int) -> Any:
    found = Letter.objects.filter(workflow.letters_for(viewer), ticket=ticket).order_by("pk")
    return found.values(*SHOWN, *ENDS)


_OF_TICKET = PreparedForViewer(_of_ticket, ID)


def _offered(ticket: Ticket, viewer: Viewer) -> tuple[LetterKind, ...]:
    """What may be drafted of the ticket as it stands, by the viewer's organ, where it issues it."""
    wanted = kinds.offered(ticket.state, ticket.unit_id)
    mine = organs.written_by(viewer, ticket.county_id)
    if not wanted or not mine:
        return ()
    able = styles.issued_by(ticket.county_id, mine, seen_by=viewer)
    return tuple(kind for kind in wanted if kind in able)


def _row(row: dict[str, Any], today: date, days: WorkCalendar) -> TicketLetter:
    due, replied = row["reply_due_on"], row["replied_on"]
    waits = due is not None and replied is None and not row["excused_why"]
    return TicketLetter(
        pk=row["pk"],
        step_id=row["step_id"],
        kind=LetterKind(row["kind"]),
        title=row["title"],
        number=row["number"],
        state=LetterState(row["state"]),
        delivered_on=row["delivered_on"],
        replied_on=replied,
        end=row["excused_why"] or row["void_why"],
        light=status_light.running(due, today, days) if due and waits else None,
    )


PART = PagePart(
    name="letters",
    template="cases/letters/_of_ticket.html",
    of=lambda page: of(page.ticket, page.days, seen_by=page.seen_by),
)
# What supervision asks of the letters of its steps.
ANSWERS = Answers(
    states=states_of_steps,
    waiting=lambda county_id, viewer: letters.of_ladder(county_id, seen_by=viewer),
)
