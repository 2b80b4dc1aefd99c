"""Somebody above asks the unit to hurry (催办); it moves no clock."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from cadres.errors import Conflict
from cadres.rules.viewer import Viewer
from cases.models import Ticket, TicketEvent
from cases.rules.workflow import Action
from cases.services import telling
from cases.services.transitions import advance, ready


@transaction.atomic
def remind_ticket(ticket: Ticket, *, actor: Viewer, text: str = "") -> Ticket:
    """The unit's clerks and heads are told; of one sender at most once a day for a ticket.

    Of a unit in which nobody can act, those hear who can set people up.
    """
    ticket = ready(ticket, Action.REMIND, actor=actor)
    if _reminded_today(ticket, actor):
        raise Conflict("您今天已经催办过这张工单，同一工单每人每天催办一次。")
    ticket = advance(ticket, Action.REMIND, actor=actor, note=text.strip())
    once = f"{actor.cadre_id or 0} {actor.today}"
    telling.tell_unit("ticket_reminded", ticket, actor=actor, once_per=once)
    return ticket


def _reminded_today(ticket: Ticket, actor: Viewer) -> bool:
    midnight = timezone.make_aware(datetime.combine(actor.today, time()))
    sent = TicketEvent.objects.filter(ticket=ticket, action=Action.REMIND, actor=actor.cadre_id)
    return sent.filter(at__gte=midnight, at__lt=midnight + timedelta(days=1)).exists()
