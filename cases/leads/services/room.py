"""One transaction on the room's own database."""

from __future__ import annotations

from django.db import transaction

from cadres.services.once import Shelf
from cases.leads.models import RoomOnceKey

DATABASE = "leads"
# Keys of submissions in the room: no content of them, and no page, is kept.
ONCE_KEYS = Shelf(RoomOnceKey, is_closed=True)


def together() -> transaction.Atomic:
    """A deed of the room, all or nothing, as `transaction.atomic` is for the site's."""
    return transaction.atomic(using=DATABASE)
