"""Which organ (机关) writes which letters, each in its own name and by its own series of numbers.

What a county lets an organ issue is a setting of it (`LetterStyle.is_issuing`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q, TextChoices

from cadres.viewers.rules.roles import CENTRE, OFFICE, SUPERVISION, UNIT, Role
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules.kinds import GATHERED, LetterKind

if TYPE_CHECKING:
    from cases.models import Letter


class Organ(TextChoices):
    OFFICE = "office", "县助企办"
    SUPERVISION = "supervision", "督查机构"
    CENTRE = "centre", "政务服务中心"
    # A bureau of the county, in its own name: which one stands on the letter.
    BUREAU = "bureau", "主管部门"


UPWARD = (LetterKind.REQUEST, LetterKind.REPORT)
BETWEEN_COUNTIES = (LetterKind.CASE_LEAD, LetterKind.ASSISTANCE, LetterKind.EXCHANGE)
# What an organ may issue at all, where the county lets it. Bureaus need nobody's leave, and what
# heads their letters is theirs (`BureauStyle`).
KINDS: dict[Organ, tuple[LetterKind, ...]] = {
    Organ.OFFICE: tuple(
        kind for kind in LetterKind if kind not in (*BETWEEN_COUNTIES, LetterKind.RATING_ORDER)
    ),
    Organ.SUPERVISION: (LetterKind.HINT, LetterKind.LETTER),
    Organ.CENTRE: (LetterKind.RATING_ORDER,),
}
# Behind the county's word in the usual 代字, where an organ has one for all its letters.
SUFFIXES: dict[Organ, str] = {Organ.SUPERVISION: "督函", Organ.CENTRE: "政函"}
# In which roles its letters are written, and in which they are judged.
WRITERS: dict[Organ, frozenset[Role]] = {
    Organ.OFFICE: OFFICE,
    Organ.SUPERVISION: SUPERVISION,
    Organ.CENTRE: CENTRE,
    Organ.BUREAU: UNIT,
}
JUDGES: dict[Organ, Role] = {
    Organ.OFFICE: Role.OFFICE_HEAD,
    Organ.SUPERVISION: Role.SUPERVISOR_HEAD,
    Organ.CENTRE: Role.CENTRE_HEAD,
    Organ.BUREAU: Role.UNIT_HEAD,
}
ANSWERING = UNIT


def of_kind(kind: LetterKind) -> tuple[Organ, ...]:
    """Return the organs that may issue the kind at all."""
    return tuple(organ for organ, kinds in KINDS.items() if kind in kinds)


def instead(organ: Organ, kind: LetterKind) -> list[tuple[Organ, LetterKind]]:
    """Return what may be issued where this is not: another organ's of the kind, or, of what goes
    up, the other one of 请示 and 报告."""
    others = [(one, kind) for one in of_kind(kind) if one != organ]
    if kind in UPWARD:
        others += [(organ, one) for one in UPWARD if one != kind]
    return others


def written_by(viewer: Viewer, county_id: int) -> tuple[Organ, ...]:
    """Return the organs of the county for which the viewer writes."""
    return tuple(organ for organ, ids in _counties(viewer).items() if county_id in ids)


def looks_on(viewer: Viewer) -> bool:
    """Does the viewer see letters on their whole way, of a county or of the centre there?"""
    return bool(viewer.county_ids or viewer.centre_county_ids)


def own_units(viewer: Viewer) -> tuple[int, ...]:
    """Return the units in which the viewer itself handles or decides."""
    return tuple(sorted({*viewer.clerk_unit_ids, *viewer.head_unit_ids}))


def writes(viewer: Viewer, letter: Letter) -> bool:
    """Does the viewer draft, send and record for the organ that writes this letter?"""
    if letter.organ == Organ.BUREAU:
        return letter.sender_id in own_units(viewer)
    return letter.county_id in _counties(viewer)[Organ(letter.organ)]


def judge_of(organ: str, kind: str) -> Role:
    """In which role the letter is judged: what goes to all units is a leader's to sign."""
    return Role.LEADER if kind in GATHERED else JUDGES[Organ(organ)]


def judges(viewer: Viewer, letter: Letter) -> bool:
    """Does the viewer decide for that organ?"""
    if letter.kind in GATHERED:
        return letter.county_id in viewer.leader_county_ids
    if letter.organ == Organ.BUREAU:
        return letter.sender_id in viewer.head_unit_ids
    return letter.county_id in judged_counties(viewer)[Organ(letter.organ)]


def judged_counties(viewer: Viewer) -> dict[Organ, tuple[int, ...]]:
    """Return by organ of a county the counties in which the viewer decides on its letters."""
    return {
        Organ.OFFICE: viewer.office_head_county_ids,
        Organ.SUPERVISION: viewer.supervision_head_county_ids,
        Organ.CENTRE: viewer.centre_head_county_ids,
    }


def judged_by(viewer: Viewer) -> Q:
    """Return the letters on which the viewer decides."""
    own = Q(organ=Organ.BUREAU, sender__any_of=viewer.head_unit_ids)
    theirs = own | _any(
        Q(organ=organ, county__in=counties)
        for organ, counties in judged_counties(viewer).items()
        if counties
    )
    to_all = Q(kind__in=sorted(GATHERED))
    return theirs & ~to_all | to_all & Q(county__any_of=viewer.leader_county_ids)


def judges_any(viewer: Viewer) -> bool:
    is_head = viewer.head_unit_ids or any(judged_counties(viewer).values())
    return bool(is_head or viewer.leader_county_ids)


def _counties(viewer: Viewer) -> dict[Organ, tuple[int, ...]]:
    return {
        Organ.OFFICE: viewer.office_county_ids,
        Organ.SUPERVISION: viewer.supervision_county_ids,
        Organ.CENTRE: viewer.centre_county_ids,
    }


def _any(conditions: Iterable[Q]) -> Q:
    found = Q(pk__in=[])
    for one in conditions:
        found |= one
    return found
