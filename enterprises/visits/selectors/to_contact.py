"""Whom a cadre might call next: the own enterprises that nobody was in touch with for longest.

A help for the morning, never a duty and never a score: whoever was called on within the cool-down
is left in peace.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q

from cadres.deadlines.rules.limits import LimitBook
from cadres.pages.models.prepared import DAY
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Enterprise
from enterprises.register.selectors import enterprises
from enterprises.visits.rules import visit_cool_down
from enterprises.visits.selectors import contact_calendar
from enterprises.visits.selectors.contact_calendar import ContactBrief

SHOWN = 5


@dataclass(frozen=True, slots=True)
class ToContact:
    """The enterprises, and by their keys what to know before one calls."""

    rows: list[Enterprise]
    briefs: dict[int, ContactBrief]


def longest_ago(*, seen_by: Viewer) -> ToContact:
    """Return at most SHOWN covered enterprises outside the cool-down, never contacted first."""
    if not seen_by.enterprise_ids:
        return ToContact([], {})
    counties = seen_by.home_county_ids
    county = counties[0] if len(counties) == 1 else None
    book = contact_calendar.cool_down(county, seen_by=seen_by)
    rows = _outside(book, seen_by)
    books = {county: book} if county else {}
    ids = [row.pk for row in rows]
    said = contact_calendar.briefs(ids, seen_by=seen_by, books=books) if ids else {}
    return ToContact(rows, said)


def _outside(book: LimitBook, viewer: Viewer) -> list[Enterprise]:
    limit = book.get(visit_cool_down.COOL_DOWN)
    if limit is None:
        return _OWN(seen_by=viewer)
    return _OUTSIDE(visit_cool_down.quiet_since(limit, viewer.today), seen_by=viewer)


def _own(viewer: Viewer, since: date | None) -> Any:
    own = enterprises.rows(seen_by=viewer).active().filter(pk__any_of=viewer.enterprise_ids)
    if since is not None:
        own = own.filter(Q(last_contact_on__isnull=True) | Q(last_contact_on__lte=since))
    return own.order_by(F("last_contact_on").asc(nulls_first=True), "name", "pk")[:SHOWN]


_OWN = PreparedForViewer(lambda viewer: _own(viewer, None))
_OUTSIDE = PreparedForViewer(_own, DAY)
