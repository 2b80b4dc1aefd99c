"""Which units and people changed since a moment, as they are listed."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from cadres.models import Posting
from cadres.pages.selectors import changes
from cadres.viewers.rules.viewer import Viewer


def units(since: datetime, *, seen_by: Viewer) -> Q:
    """Units, and how many people serve in them."""
    posts = Posting.objects.filter(changes.written(since) | changes.turned(since, seen_by.today))
    return changes.written(since) | Q(pk__in=posts.values("unit_id"))


def people(since: datetime, *, seen_by: Viewer) -> Q:
    """People, their postings, and the names of the units of these."""
    moved = (
        changes.written(since)
        | changes.turned(since, seen_by.today)
        | changes.written(since, "unit__")
    )
    posts = Posting.objects.filter(moved)
    return changes.written(since) | Q(pk__in=posts.values("cadre_id"))
