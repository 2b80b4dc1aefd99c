"""Which organ (机关) writes which letters, each in its own name and by its own series of numbers.

What a county lets an organ issue is a setting of it (`LetterStyle.is_issuing`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q, TextChoices

from cadres.rules.roles import OFFICE, SUPERVISION, UNIT, Role
from cadres.rules.viewer import Viewer
from cases.rules.letters.kinds import LetterKind

if TYPE_CHECKING:
    from cases.models import Letter


class Organ(TextChoices):
    OFFICE = "office", "县助企办"
    SUPERVISION = "supervision", "督查机构"


# What an organ may issue at all, where the county lets it. The office: every kind.
KINDS: dict[Organ, tuple[LetterKind, ...]] = {
    Organ.OFFICE: tuple(LetterKind),
    Organ.SUPERVISION: (LetterKind.HINT, LetterKind.LETTER),
}
# Behind the county's word in the usual 代字, where an organ has one for all its letters.
SUFFIXES: dict[Organ, str] = {Organ.SUPERVISION: "督函"}
# In which roles its letters are written, and in which they are judged.
WRITERS: dict[Organ, frozenset[Role]] = {Organ.OFFICE: OFFICE, Organ.SUPERVISION: SUPERVISION}
JUDGES: dict[Organ, Role] = {
    Organ.OFFICE: Role.OFFICE_HEAD,
    Organ.SUPERVISION: Role.SUPERVISOR_HEAD,
}
ANSWERING = UNIT


def of_kind(kind: LetterKind) -> tuple[Organ, ...]:
    """Return the organs that may issue the kind at all."""
    return tuple(organ for organ, kinds in KINDS.items() if kind in kinds)


def written_by(viewer: Viewer, county_id: int) -> tuple[Organ, ...]:
    """Return the organs of the county for which the viewer writes."""
    return tuple(organ for organ in Organ if county_id in _counties(viewer)[organ])


def writes(viewer: Viewer, letter: Letter) -> bool:
    """Does the viewer draft, send and record for the organ that writes this letter?"""
    return letter.county_id in _counties(viewer)[Organ(letter.organ)]


def judges(viewer: Viewer, letter: Letter) -> bool:
    """Does the viewer decide for that organ?"""
    return letter.county_id in judged_counties(viewer)[Organ(letter.organ)]


def judged_counties(viewer: Viewer) -> dict[Organ, tuple[int, ...]]:
    """Return by organ the counties in which the viewer decides on its letters."""
    return {
        Organ.OFFICE: viewer.office_head_county_ids,
        Organ.SUPERVISION: viewer.supervision_head_county_ids,
    }


def judged_by(viewer: Viewer) -> Q:
    """Return the letters on which the viewer decides."""
    return _any(
        Q(organ=organ, county__in=counties)
        for organ, counties in judged_counties(viewer).items()
        if counties
    )


def _counties(viewer: Viewer) -> dict[Organ, tuple[int, ...]]:
    return {
        Organ.OFFICE: viewer.office_county_ids,
        Organ.SUPERVISION: viewer.supervision_county_ids,
    }


def _any(conditions: Iterable[Q]) -> Q:
    found = Q(pk__in=[])
    for one in conditions:
        found |= one
    return found
