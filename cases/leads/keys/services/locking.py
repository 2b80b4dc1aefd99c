"""Leaving locks: what was open for a session is shut with it, whichever way it ended."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from cadres.sign_in.selectors import sessions
from cadres.sign_in.services.sessions import Ended
from cases.leads.procedure.models.people import Opening
from cases.leads.vault.selectors import openings
from cases.leads.vault.services.room_transaction import together


@together()
def shut(ended: Ended) -> None:
    """Delete the openings of the sessions that are over; of all, where everything is."""
    found = Opening.objects.filter(key_pair__member__cadre_id=ended.cadre_id)
    if ended.session_keys is not None:
        found = found.filter(session_mark__in=[openings.bound(key) for key in ended.session_keys])
    found.delete()


@together()
def clear_away(at: datetime) -> int:
    """Delete openings that have lapsed, lay idle, or whose session is no more; return how many."""
    idle = timedelta(minutes=settings.IDLE_MINUTES)
    lapsed = Q(ends_at__lte=at) | Q(used_at__lte=at - idle)
    gone, _ = Opening.objects.filter(lapsed).delete()
    living = _marks(sessions.living(at))
    orphans, _ = Opening.objects.exclude(session_mark__in=living).delete()
    return gone + orphans


def _marks(session_keys: Collection[str]) -> list[str]:
    return [openings.bound(key) for key in session_keys]
