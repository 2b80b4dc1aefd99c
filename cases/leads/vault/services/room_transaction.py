"""One transaction on the room's own database."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from cadres.submissions.services.once_keys import AnswerStore
from cadres.viewers.rules.viewer import Viewer
from cases.leads.vault.models.once_keys import RoomOnceKey

DATABASE = "leads"
# Keys of submissions in the room: no content of them, and no page, is kept.
ONCE_KEYS = AnswerStore(RoomOnceKey, is_closed=True)


def together() -> transaction.Atomic:
    """An action of the room, all or nothing, as `transaction.atomic` is for the site's."""
    return transaction.atomic(using=DATABASE)


def forget_once_keys(*, actor: Viewer) -> None:
    """Nobody sends the same thing again after so long. How many they were is nobody's business."""
    until = actor.at - timedelta(days=settings.KEPT_DAYS["once_keys"])
    RoomOnceKey.objects.filter(kept_at__lt=until).delete()
