"""What becomes of tickets when one enterprise goes over into another, in counts."""

from __future__ import annotations

from cadres.people.rules.unit_merging import Effects, counted
from cadres.people.rules.units import Holding
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.workflow import OPEN, UNANSWERED
from enterprises.models import Enterprise

IN_HAND = sorted(OPEN | UNANSWERED)


def effects(old: Enterprise, new: Enterprise, viewer: Viewer) -> Effects:
    over = Ticket.objects.filter(enterprise=old).exclude(state__in=IN_HAND).count()
    return Effects(
        moves=counted((Holding(tickets(old, seen_by=viewer).count(), "件在办工单（时限不变）"),)),
        stays=counted((Holding(over, "件已办结或作废的工单（过去的统计不变）"),)),
    )


def tickets(old: Enterprise, *, seen_by: Viewer) -> TicketQuerySet:
    """Return what is not over, in the order of keys; the office of the county sees all of it."""
    return Ticket.objects.filter(enterprise=old, state__in=IN_HAND).order_by("pk")
