"""Whether a submission of this browser has arrived in the room."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from cadres.submissions.web.once_keys import told
from cases.leads.keys.web.access_guard import READS, RoomRequest, threshold
from cases.leads.vault.services.room_transaction import ONCE_KEYS


@threshold(*READS)
@never_cache
def ask(request: RoomRequest, key: str) -> HttpResponse:
    return told(request, key, ONCE_KEYS.rows)
