"""Somebody above asks the unit to hurry (催办); it moves no clock."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from cadres.errors import Conflict
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.supervision.selectors import urging
from cases.tickets.rules import staffing as rules
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.handling import staffing
from cases.tickets.services import recipients
from cases.tickets.services.bulk import Result, do_each
from cases.tickets.services.transitions import advance, ready


@transaction.atomic
def remind_ticket(ticket: Ticket, *, actor: Viewer, text: str = "") -> Ticket:
    """The unit's clerks and heads are told; of one sender at most once a day for a ticket.

    Of a unit in which nobody can act, those hear who can set people up.
    """
    ticket = ready(ticket, Action.REMIND, actor=actor)
    if urging.sent_today([ticket.pk], seen_by=actor):
        raise Conflict(urging.SENT)
    ticket = advance(ticket, Action.REMIND, actor=actor, is_ready=True, note=text.strip())
    once = f"{actor.cadre_id or 0} {actor.today}"
    recipients.tell_unit("ticket_reminded", ticket, actor=actor, once_per=once)
    return ticket


def remind_all(pks: Sequence[int], *, actor: Viewer, text: str = "") -> list[Result]:
    """Ask the unit of each of them to hurry; return what came of each."""

    def action(ticket: Ticket) -> str:
        ticket = remind_ticket(ticket, actor=actor, text=text)
        names = staffing.urged_names(ticket.unit_id, seen_by=actor)
        return rules.reminded(str(ticket.unit), names)

    return do_each(pks, action, actor=actor)
