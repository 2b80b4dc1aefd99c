"""Which topics changed since a moment, as they are listed."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from cadres.pages.selectors.changes import written
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket


def topics(since: datetime, *, seen_by: Viewer) -> Q:
    """Topics, the name of who answers for them, and how many tickets they have."""
    moved = Ticket.objects.filter(written(since), topic__isnull=False)
    return written(since) | written(since, "unit__") | Q(pk__in=moved.values("topic_id"))
