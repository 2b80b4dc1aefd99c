"""A suggestion (金点子) that was adopted is put into practice."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cadres.errors import Invalid
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Adoption, Ticket
from cases.tickets.rules.closing import adoptions as rules
from cases.tickets.selectors import tickets
from cases.tickets.selectors.closing import adoptions


@transaction.atomic
def note_in_use(ticket: Ticket, *, actor: Viewer, on: date) -> Adoption:
    """What was adopted is put into practice, since a day."""
    Ticket.objects.select_for_update(no_key=True).filter(pk=ticket.pk).values_list("pk").first()
    ticket = tickets.fetch(ticket.pk, seen_by=actor)
    found = adoptions.of_ticket(ticket, seen_by=actor)
    adoption = rules.to_note_use(actor, ticket, found)
    if fault := rules.in_use_fault(on, actor.today):
        raise Invalid(fault, {"on": fault})
    adoption.in_use_on = on
    adoption.save(update_fields=["in_use_on"])
    audit.record("ticket.in_use", ticket, actor=actor, on=f"{on}")
    return adoption
