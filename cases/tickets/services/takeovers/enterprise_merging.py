"""Open tickets of an enterprise go over to the one that it became part of; no clock moves."""

from __future__ import annotations

from django.db import transaction

from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.takeovers import enterprise_merging as found
from cases.tickets.services.transitions import trace_all
from enterprises.models import Enterprise


@transaction.atomic
def take_over(old: Enterprise, new: Enterprise, *, actor: Viewer, why: str) -> None:
    """The township stays: it is where the matter was raised, and past figures go by it."""
    rows = found.tickets(old, seen_by=actor)
    list(rows.select_for_update(no_key=True).values_list("pk"))
    moved = list(rows.defer("pairs"))
    Ticket.objects.filter(pk__in=[ticket.pk for ticket in moved]).update(enterprise=new)
    trace_all([(ticket, why) for ticket in moved], Action.RESTRUCTURE, actor=actor)
