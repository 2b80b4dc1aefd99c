"""Read states of the inbox."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from cadres.models import Notice
from cadres.notifications.rules.preferences import Group
from cadres.notifications.selectors import notices
from cadres.viewers.rules.viewer import Viewer


@transaction.atomic
def mark_read(
    notice_ids: Sequence[int] | None, *, actor: Viewer, group: Group | None = None
) -> int:
    """Mark some of the actor's own notices as read, or with None all, or all of a group of kinds.

    Returns how many changed.
    """
    rows = Notice.objects.filter(to_id=actor.cadre_id, read_at__isnull=True)
    if group is not None:
        rows = rows.filter(kind__in=notices.kinds_of(group))
    if notice_ids is not None:
        rows = rows.filter(pk__in=notice_ids)
    return rows.update(read_at=actor.at)
