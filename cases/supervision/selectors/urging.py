"""Which tickets somebody has reminded of today already (催办)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone

from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket, TicketEvent
from cases.tickets.rules.workflow import Action

SENT = "您今天已经催办过这张工单，同一工单每人每天催办一次。"


def sent_today(ticket_ids: Collection[int], *, seen_by: Viewer) -> set[int]:
    midnight = timezone.make_aware(datetime.combine(seen_by.today, time()))
    sent = TicketEvent.objects.filter(
        ticket__in=ticket_ids, action=Action.REMIND, actor=seen_by.cadre_id
    )
    today = sent.filter(at__gte=midnight, at__lt=midnight + timedelta(days=1))
    return set(today.values_list("ticket_id", flat=True))


def refused(tickets: Sequence[Ticket], viewer: Viewer) -> dict[int, str]:
    """Say of which of these tickets that they were reminded of today."""
    return dict.fromkeys(sent_today([ticket.pk for ticket in tickets], seen_by=viewer), SENT)
