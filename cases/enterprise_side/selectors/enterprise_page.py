"""The enterprise's page behind its link: where its problem is, and what is asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cadres.viewers.rules.viewer import Kind, Viewer
from cases.enterprise_side.rules import situation
from cases.models import Adoption, Application, Measure, Ticket, TicketEvent
from cases.tickets.rules import workflow
from cases.tickets.rules.applications.applications import extension_untold
from cases.tickets.rules.closing import outcomes
from cases.tickets.rules.workflow import UNANSWERED, Action, Party, State
from cases.tickets.selectors import tickets
from cases.tickets.selectors.applications import application_terms, applications
from cases.tickets.selectors.closing import adoptions
from cases.tickets.selectors.splits import splits
from cases.tickets.selectors.splits.splits import Sibling
from enterprises.visits.selectors import changed_bookings
from enterprises.visits.selectors.changed_bookings import ChangedBooking


@dataclass(frozen=True, slots=True)
class Longer:
    """An extension of which the enterprise reads here: why, and until when."""

    reason: str
    until_on: date


@dataclass(frozen=True, slots=True)
class EnterprisePage:
    """The ticket in the words of one who filed it; what may be done follows from its state."""

    ticket: Ticket
    measures: list[Measure]
    asked: str
    asked_until: date | None
    situation: str
    may_withdraw: bool
    answers: tuple[tuple[str, str], ...]
    # Granted, and not yet known to the enterprise: by which day it would be done.
    longer: Longer | None = None
    # The promised day is over, and it is not done: that is said, not left to be counted.
    is_late: bool = False
    # Plans to visit it that were moved or cancelled lately.
    visit_changes: Sequence[ChangedBooking] = ()
    # What else was told in the same message, each a ticket of its own.
    siblings: Sequence[Sibling] = ()
    # What became of it, where it was a suggestion (金点子).
    adoption: Adoption | None = None

    @property
    def is_asked_to_confirm(self) -> bool:
        return self.ticket.state in UNANSWERED

    @property
    def is_asked_to_add(self) -> bool:
        return self.ticket.state == State.ASKING

    @property
    def shows_result(self) -> bool:
        """What no head has signed is not yet the unit's word."""
        return self.ticket.state in {*UNANSWERED, State.CLOSED} and bool(self.ticket.result)


def of(ticket_id: int, *, seen_by: Viewer) -> EnterprisePage:
    ticket = tickets.fetch(ticket_id, seen_by=seen_by)
    done = Measure.objects.filter(ticket=ticket, round=ticket.round, done_on__isnull=False)
    is_asking = ticket.state == State.ASKING
    able = workflow.actions_for(ticket.state, frozenset({Party.ENTERPRISE}))
    return EnterprisePage(
        ticket=ticket,
        measures=list(done) if ticket.state in UNANSWERED else [],
        asked=_last_question(ticket) if is_asking else "",
        asked_until=ticket.step_due_on if is_asking else None,
        situation=situation_of(ticket, seen_by=seen_by),
        may_withdraw=Action.WITHDRAW in able,
        answers=outcomes.offered(ticket.outcome),
        longer=_longer(ticket, seen_by) if Action.TELL_EXTENSION in able else None,
        is_late=ticket.state in workflow.RUNNING and ticket.due_on < seen_by.today,
        visit_changes=_visit_changes(ticket, seen_by),
        siblings=splits.siblings(ticket, seen_by=seen_by),
        adoption=adoptions.of_ticket(ticket, seen_by=seen_by),
    )


def situation_of(ticket: Ticket, *, seen_by: Viewer) -> str:
    """Where the matter stands, in the words of one who filed it."""
    unit = ticket.unit.name if ticket.unit else "县助企办"
    return situation.words(ticket.state, unit, applications.handed_to(ticket, seen_by=seen_by))


def _visit_changes(ticket: Ticket, viewer: Viewer) -> list[ChangedBooking]:
    """By unit and day alone, as on the calendar behind the same link: its ticket is no visit."""
    if ticket.enterprise is None:
        return []
    by_link = Viewer(at=viewer.at, kind=Kind.SYSTEM, name="企业链接")
    return changed_bookings.of_enterprise(ticket.enterprise, seen_by=by_link)


def _longer(ticket: Ticket, viewer: Viewer) -> Longer | None:
    untold = Application.objects.filter(extension_untold(), ticket=ticket, round=ticket.round)
    granted = untold.order_by("pk").first()
    if granted is None:
        return None
    stretch = application_terms.stretch(ticket, seen_by=viewer)
    return Longer(granted.reason, stretch.after(granted.days or 0).on)


def _last_question(ticket: Ticket) -> str:
    asked = TicketEvent.objects.filter(ticket=ticket, action=Action.ASK).order_by("-at", "-pk")
    return asked.values_list("note", flat=True).first() or ""
