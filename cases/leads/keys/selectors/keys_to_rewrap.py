"""Leads that are older than somebody's key: whoever holds one re-wraps them for it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from cases.leads.keys.selectors import colleagues, seats
from cases.leads.keys.selectors.seats import Seat
from cases.leads.procedure.models.leads import Access, Lead
from cases.leads.procedure.rules.procedure import ENDED
from cases.leads.vault.rules import folder_access
from cases.leads.vault.rules.reader import Reader


def leads_for(seat: Seat, *, seen_by: Reader) -> QuerySet[Lead]:
    """Open leads that come to the seat's duty by themselves, and to which it is not named yet.

    None where it is kept out, and none that does not exist for the reader.
    """
    if not folder_access.begins_with(seen_by.side, seat.member.duty):
        return Lead.objects.none()
    named = Access.objects.lasting().filter(lead=OuterRef("pk"), member=seat.member)
    found: QuerySet[Lead] = (
        Lead.objects.visible_to(seen_by)
        .filter(~Exists(named))
        .exclude(state__in=ENDED)
        .exclude(exclusions__mark__in=seat.marks)
        .order_by("pk")
    )
    return found


def waiting(*, seen_by: Reader) -> dict[int, int]:
    """How many leads each member of the side waits for, by its id; for those who decide there."""
    if not seen_by.decides:
        return {}
    office = colleagues.own(seen_by=seen_by).office
    counts = {
        seat.member.pk: leads_for(seat, seen_by=seen_by).count()
        for seat in seats.seats(office, seen_by.at, seen_by=seen_by)
    }
    return {member_id: count for member_id, count in counts.items() if count}
