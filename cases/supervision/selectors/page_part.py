"""Supervision on a ticket's page: the steps of the ladder, suspensions, what was tolerated."""

from __future__ import annotations

from cases.supervision.selectors import ladder_steps, step_letters
from cases.supervision.selectors.ladder_steps import Supervision
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.page.page_parts import PagePart
from cases.tickets.selectors.page.ticket_page import TicketPage


def of_page(page: TicketPage) -> Supervision:
    """Return the ladder of the page's ticket, each step as its letter stands."""
    done = {step.action for step in page.course}
    written = step_letters.states(page)
    return ladder_steps.of(page.ticket, written, done, seen_by=page.seen_by)


def _shown(page: TicketPage) -> Supervision:
    found: Supervision = page.part(PART.name)
    return found


PART = PagePart(
    name="supervision",
    template="cases/supervision/_of_ticket.html",
    of=of_page,
    needless={
        Action.REPLY: lambda page: not _shown(page).asks_reply,
        Action.REVOKE_TOLERANCE: lambda page: not _shown(page).is_tolerated,
    },
    digest=lambda ticket, viewer: ladder_steps.asked_digest(ticket, seen_by=viewer),
)
