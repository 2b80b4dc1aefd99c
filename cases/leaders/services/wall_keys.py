"""A key for a wall display is made, shown once, and revoked; a wall is opened with it."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from cadres.errors import Conflict, Invalid
from cadres.submissions.rules import text_limits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.leaders.rules import wall_keys as rules
from cases.leaders.selectors import wall_keys
from cases.models import WallKey


@transaction.atomic
def make_key(county_id: int, place: str, *, actor: Viewer) -> tuple[WallKey, str]:
    """Return the row and the key itself, which nobody can be shown again."""
    rules.check_makes(actor, county_id)
    text_limits.require(place, "place", "请写明大屏放在哪里。")
    place = place.strip()
    if len(place) > rules.LONGEST_PLACE:
        said = f"最多 {rules.LONGEST_PLACE} 字。"
        raise Invalid(said, {"place": said})
    key = "".join(secrets.choice(rules.LETTERS) for _ in range(rules.LENGTH))
    row = WallKey.objects.create(
        county_id=county_id,
        place=place,
        digest=rules.digest_of(key),
        made_by_id=actor.person_id,
        made_at=actor.at,
    )
    audit.record("wall_key.make", row, actor=actor, place=place)
    return row, key


@transaction.atomic
def revoke_key(row: WallKey, *, actor: Viewer) -> WallKey:
    """From now on the wall shows nothing but the question for a key."""
    WallKey.objects.select_for_update(no_key=True).filter(pk=row.pk).values_list("pk").first()
    row = wall_keys.fetch(row.pk, seen_by=actor)
    rules.check_makes(actor, row.county_id)
    if row.revoked_at is not None:
        raise Conflict("这把钥匙已经停用了。")
    row.revoked_at, row.revoked_by_id = actor.at, actor.person_id
    row.save(update_fields=["revoked_at", "revoked_by"])
    audit.record("wall_key.revoke", row, actor=actor)
    return row


@transaction.atomic
def open_wall(key: str, *, at: datetime) -> WallKey:
    """A display brings its key; that it did is on record. Raises Absent."""
    row = wall_keys.of_wall(key)
    audit.record("wall_key.open", row, actor=eyes(row, at))
    return row


def eyes(row: WallKey, at: datetime) -> Viewer:
    """Return the eyes of a wall: the county's figures, nobody's post, no ticket to open."""
    return Viewer(at=at, name="大屏", county_ids=(row.county_id,))
