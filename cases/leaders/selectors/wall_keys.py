"""Keys of wall displays: those of one's own county, and the one that a wall brings."""

from __future__ import annotations

from django.db.models import QuerySet

from cadres.errors import Absent
from cadres.viewers.rules.viewer import Viewer
from cases.leaders.rules import wall_keys as rules
from cases.models import WallKey


def rows(*, seen_by: Viewer) -> QuerySet[WallKey]:
    """Return the keys of the counties whose office the viewer heads, those in use first."""
    found = WallKey.objects.filter(county_id__any_of=seen_by.office_head_county_ids)
    return found.select_related("made_by", "revoked_by").order_by("revoked_at", "-pk")


def fetch(pk: int, *, seen_by: Viewer) -> WallKey:
    """Return one; hidden and missing look the same from outside."""
    row = rows(seen_by=seen_by).filter(pk=pk).first()
    if row is None:
        raise Absent("没有这把钥匙。")
    return row


def of_wall(key: str) -> WallKey:
    """Return the key that a wall brings, while it is in use. Raises Absent."""
    found = WallKey.objects.filter(digest=rules.digest_of(key), revoked_at__isnull=True)
    row = found.select_related("county").first() if key else None
    if row is None:
        raise Absent(rules.ABSENT)
    return row
