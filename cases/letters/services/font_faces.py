"""The head of the office agrees to issue letters in what stands in for the standard's faces."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import Conflict, NotPermitted
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules.fonts import Standing
from cases.models import LetterFaces
from cases.tickets.selectors.number_patterns import SETTERS


@transaction.atomic
def agree_to_faces(county_id: int, *, actor: Viewer, standing: Standing, faces: str) -> LetterFaces:
    """From now on the county's letters are issued in these faces, and each says so."""
    if county_id not in actor.office_head_county_ids:
        raise NotPermitted(SETTERS)
    if faces != standing.said:
        raise Conflict("本机的字体在您打开之后有变，请看过现在的字体再决定。")
    row, is_new = LetterFaces.objects.get_or_create(
        county_id=county_id,
        faces=faces,
        defaults={"agreed_by_id": actor.person_id, "agreed_at": actor.at},
    )
    if is_new:
        audit.record("letter.agree_to_faces", row, actor=actor)
    return row
