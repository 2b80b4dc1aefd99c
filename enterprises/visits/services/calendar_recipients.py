"""Whom the contact calendar tells: who covers the enterprise; where nobody does, the office."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from cadres.models import Posting
from cadres.notifications.services import outbox
from cadres.viewers.rules.roles import OFFICE
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Assignment, Booking, Enterprise


def team(enterprise: Enterprise, *, actor: Viewer) -> set[int]:
    """Return who covers the enterprise today; where nobody does, the office of its county."""
    acting = Assignment.objects.acting(actor.today).filter(enterprise=enterprise)
    return set(acting.cadre_ids()) or _office(enterprise, actor)


def tell(kind: str, booking: Booking, to: Iterable[int], *, actor: Viewer) -> None:
    """Each action on a booking is told once, however often it is moved."""
    outbox.queue(kind, booking.pk, to=to, actor=actor)


def members(booking: Booking) -> set[int]:
    return set(booking.members.values_list("cadre_id", flat=True))


def _office(enterprise: Enterprise, actor: Viewer) -> set[int]:
    here = Q(unit__region_id=enterprise.county_id)
    held = Posting.objects.in_force(actor.today).holding(*OFFICE).filter(here)
    return set(held.values_list("cadre_id", flat=True))
