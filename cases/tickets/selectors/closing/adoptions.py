"""What was decided of a suggestion (金点子), as its page and whoever made it read it."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.viewers.rules.viewer import Viewer
from cases.models import Adoption, Ticket
from cases.tickets.rules.closing import adoptions as rules


@dataclass(frozen=True, slots=True)
class Shown:
    """On the ticket's page: the decision of its round, or that none was made yet."""

    adoption: Adoption | None
    may_note_use: bool


def of_ticket(ticket: Ticket, *, seen_by: Viewer) -> Adoption | None:
    """Return the decision of a visible ticket's round; no query where it is no suggestion."""
    if not rules.is_idea(ticket.source):
        return None
    found = Adoption.objects.filter(ticket=ticket, round=ticket.round).select_related("unit")
    return found.first()


def shown(ticket: Ticket, *, seen_by: Viewer) -> Shown | None:
    """Return the part of the page; nothing where it is no suggestion."""
    if not rules.is_idea(ticket.source):
        return None
    found = of_ticket(ticket, seen_by=seen_by)
    waits = found is not None and rules.waits_for_use(found)
    return Shown(found, waits and rules.may_note_use(seen_by, ticket))
