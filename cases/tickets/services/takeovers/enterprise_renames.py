"""An enterprise has another name: its tickets are found by it."""

from __future__ import annotations

from django.db import transaction

from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.services.filing import search_pairs
from enterprises.models import Enterprise

BATCH = 500


@transaction.atomic
def follow_name(enterprise: Enterprise, *, actor: Viewer) -> None:
    """Renew the search words of the enterprise's tickets."""
    changed = list(Ticket.objects.filter(enterprise=enterprise))
    for ticket in changed:
        ticket.enterprise = enterprise
        ticket.pairs = search_pairs(ticket)
    Ticket.objects.bulk_update(changed, ["pairs"], batch_size=BATCH)
