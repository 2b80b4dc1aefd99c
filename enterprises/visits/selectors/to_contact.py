"""Whom a cadre might call next: the own enterprises that nobody was in touch with for longest.

A help for the morning, never a duty and never a score: whoever was called on within the cool-down
is left in peace.
"""

from __future__ import annotations

from django.db.models import F, Q

from cadres.deadlines.selectors import limits
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Enterprise
from enterprises.register.selectors import enterprises
from enterprises.visits.rules import contact_limits

SHOWN = 5


def longest_ago(*, seen_by: Viewer) -> list[Enterprise]:
    """Return at most SHOWN covered enterprises outside the cool-down, never contacted first."""
    if not seen_by.enterprise_ids:
        return []
    own = enterprises.rows(seen_by=seen_by).active().filter(pk__any_of=seen_by.enterprise_ids)
    counties = seen_by.home_county_ids
    book = limits.book(
        seen_by.today,
        counties[0] if len(counties) == 1 else None,
        key=contact_limits.COOL_DOWN,
    )
    limit = book.get(contact_limits.COOL_DOWN)
    if limit is not None:
        since = contact_limits.quiet_since(limit, seen_by.today)
        own = own.filter(Q(last_contact_on__isnull=True) | Q(last_contact_on__lte=since))
    return list(own.order_by(F("last_contact_on").asc(nulls_first=True), "name", "pk")[:SHOWN])
