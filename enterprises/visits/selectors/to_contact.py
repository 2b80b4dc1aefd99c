"""Whom a cadre might call next: the own enterprises that nobody was in touch with for longest.

A help for the morning, never a duty and never a score: whoever was called on within the cool-down
is left in peace.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, Q

from cadres.deadlines.selectors import limits
from cadres.pages.models.prepared import DAY
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Enterprise
from enterprises.register.selectors import enterprises
from enterprises.visits.rules import visit_cool_down

SHOWN = 5


def longest_ago(*, seen_by: Viewer) -> list[Enterprise]:
    """Return at most SHOWN covered enterprises outside the cool-down, never contacted first."""
    if not seen_by.enterprise_ids:
        return []
    counties = seen_by.home_county_ids
    book = limits.book(
        seen_by.today,
        counties[0] if len(counties) == 1 else None,
        key=visit_cool_down.COOL_DOWN,
    )
    limit = book.get(visit_cool_down.COOL_DOWN)
    if limit is None:
        return _OWN(seen_by=seen_by)
    return _OUTSIDE(visit_cool_down.quiet_since(limit, seen_by.today), seen_by=seen_by)


def _own(viewer: Viewer, since: date | None) -> Any:
    own = enterprises.rows(seen_by=viewer).active().filter(pk__any_of=viewer.enterprise_ids)
    if since is not None:
        own = own.filter(Q(last_contact_on__isnull=True) | Q(last_contact_on__lte=since))
    return own.order_by(F("last_contact_on").asc(nulls_first=True), "name", "pk")[:SHOWN]


_OWN = PreparedForViewer(lambda viewer: _own(viewer, None))
_OUTSIDE = PreparedForViewer(_own, DAY)
