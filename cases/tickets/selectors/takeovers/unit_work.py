"""What a unit has in hand, in counts alone; asked before it is closed or merged."""

from __future__ import annotations

from cadres.models import Unit
from cadres.people.rules.units import Holding
from cadres.viewers.rules.viewer import Viewer
from cases.models import Share, Ticket
from cases.tickets.rules.workflow import OPEN, State


def of_unit(unit: Unit, viewer: Viewer) -> list[Holding]:
    """Whoever keeps units sees none of these things, and need not: the counts are enough."""
    tickets = Ticket.objects.filter(unit=unit)
    shares = Share.objects.filter(unit=unit, answered_at__isnull=True, ended_at__isnull=True)
    return [
        Holding(tickets.filter(state__in=sorted(OPEN)).count(), "件在办工单"),
        Holding(tickets.filter(state=State.UNCONFIRMED).count(), "件待企业确认的工单"),
        Holding(shares.count(), "项没有答复的协办、分办"),
    ]
