"""Read states of the inbox."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from cadres.models import Notice
from cadres.rules.viewer import Viewer


@transaction.atomic
def mark_read(notice_ids: Sequence[int] | None, *, actor: Viewer) -> int:
    """Mark some of the actor's own notices as read, or all with None; return how many changed."""
    rows = Notice.objects.filter(to_id=actor.cadre_id, read_at__isnull=True)
    if notice_ids is not None:
        rows = rows.filter(pk__in=notice_ids)
    return rows.update(read_at=actor.at)
