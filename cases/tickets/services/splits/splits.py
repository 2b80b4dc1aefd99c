"""The office splits a message with several requests before it dispatches them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.splits import splits as rules
from cases.tickets.rules.workflow import Action
from cases.tickets.services.filing import Problem, file_ticket, search_pairs, title_of
from cases.tickets.services.transitions import advance, ready


@dataclass(frozen=True, slots=True)
class Split:
    """The first one, which keeps number and text of the message, and those made of it."""

    ticket: Ticket
    parts: list[Ticket]


@transaction.atomic
def split_ticket(ticket: Ticket, *, actor: Viewer, parts: str, title: str = "") -> Split:
    """Each request becomes a ticket, dispatched and counted for itself from the same day on."""
    texts = rules.requests(parts)
    ticket = ready(ticket, Action.SPLIT, actor=actor)
    made = [file_ticket(_problem(ticket, text), actor=actor) for text in texts]
    ticket.title = title_of(title, ticket.description) if title.strip() else ticket.title
    numbers = "、".join(one.number for one in made)
    ticket = advance(
        ticket,
        Action.SPLIT,
        actor=actor,
        is_ready=True,
        note=f"另立 {numbers}",
        title=ticket.title,
        pairs=search_pairs(ticket),
    )
    return Split(ticket, made)


def _problem(ticket: Ticket, text: str) -> Problem:
    """What the message says of itself holds of each part; its number stays with the first."""
    return Problem(
        category=ticket.category,
        description=text,
        source=ticket.source,
        enterprise=ticket.enterprise,
        visit=ticket.visit,
        county=ticket.county,
        applicant_name=ticket.applicant_name,
        applicant_phone=ticket.applicant_phone,
        filed_on=ticket.filed_on,
        is_kept_from_cadres=ticket.is_kept_from_cadres,
        kept_from_unit_ids=ticket.kept_from_unit_ids,
        split_from=ticket,
    )
