"""Who sits where in the room, asked of the room's members and of the site's postings at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from cadres.models import Region
from cadres.rules.roles import DISCIPLINE, OFFICE, Role
from cadres.rules.viewer import Viewer
from cadres.selectors import viewers
from cases.leads.models import Exclusion, KeyPair, Lead, Member, Office, Relative
from cases.leads.rules import boxes, exclusions
from cases.leads.rules.matters import Duty, Side
from cases.leads.rules.reader import Reader

# Which postings may take a seat at all; the seat itself is given by a deed in the room.
ROLES: dict[Side, frozenset[Role]] = {
    Side.SENDER: OFFICE | {Role.SUPERVISOR},
    Side.RECEIVER: DISCIPLINE,
}
HEADS: dict[Side, Role] = {Side.SENDER: Role.OFFICE_HEAD, Side.RECEIVER: Role.OFFICER_HEAD}
_AT_THE_DOOR = ROLES[Side.SENDER] | ROLES[Side.RECEIVER]


@dataclass(frozen=True, slots=True)
class Seat:
    """A member as one who may be handed a key: with its viewer, its marks and its key pair."""

    member: Member
    viewer: Viewer
    key_pair: KeyPair
    marks: frozenset[str]

    def is_kept_from(self, marks: Iterable[str]) -> bool:
        return bool(self.marks & set(marks))


def member_of(viewer: Viewer) -> Member | None:
    """The seat of a viewer who still holds a posting that goes with it, in that county.

    A posting alone opens nothing: whoever hands out postings cannot seat anybody. Lent postings
    (代理) do not count.
    """
    if viewer.cadre_id is None or not _stands_at_the_door(viewer):
        return None
    member = (
        Member.objects.filter(cadre_id=viewer.cadre_id, ended_at__isnull=True)
        .select_related("office")
        .first()
    )
    return member if member and fits(viewer, member.office) else None


def fits(viewer: Viewer, office: Office) -> bool:
    """Whether the viewer holds a posting of its own with which it may sit in this office."""
    roles = ROLES[Side(office.side)]
    own = any(post.role in roles for post in viewer.own_posts)
    return own and office.county_id in viewer.home_county_ids


def may_head(viewer: Viewer, office: Office) -> bool:
    """Whether the viewer holds the posting with which it may be the head of this office."""
    holds = any(post.role == HEADS[Side(office.side)] for post in viewer.own_posts)
    return holds and office.county_id in viewer.home_county_ids


def may_found(viewer: Viewer) -> tuple[int, Side] | None:
    """The county and side whose room the viewer may bring into use: a head, where there is none."""
    for side, role in HEADS.items():
        holds = any(post.role == role for post in viewer.own_posts)
        if holds and len(viewer.home_county_ids) == 1:
            (county_id,) = viewer.home_county_ids
            taken = Office.objects.filter(county_id=county_id, side=side).exists()
            return None if taken else (county_id, side)
    return None


def reader(viewer: Viewer, member: Member, private: bytes | None = None) -> Reader:
    """The member as one who looks and acts; `private` is its key where that is open."""
    return Reader(
        viewer=viewer,
        member_id=member.pk,
        county_id=member.office.county_id,
        side=Side(member.office.side),
        duty=Duty(member.duty),
        is_custodian=member.is_custodian,
        key_pair_id=_key_pair_id(member),
        marks=tuple(sorted(marks_of(member, viewer))),
        private=private,
    )


def marks_of(member: Member, viewer: Viewer) -> frozenset[str]:
    """The blind marks of what a member is, its declared relatives included."""
    county = county_name(member.office.county_id)
    own = {blind(words) for words in exclusions.of_viewer(viewer, county)}
    declared = Relative.objects.filter(member=member).values_list("mark", "name_mark")
    return frozenset(own.union(*declared))


def county_name(county_id: int) -> str:
    """The county's name, without which names of units are matched."""
    return Region.objects.filter(pk=county_id).values_list("name", flat=True).first() or ""


def blind(words: str) -> str:
    return boxes.mark(settings.LEADS_MARK_KEY, words)


def seats(office: Office, at: datetime, *, seen_by: Reader | None) -> list[Seat]:
    """Everybody of the office who holds a key and a fitting posting at this moment.

    `seen_by` is None where the software itself seals something to them.
    """
    pairs = KeyPair.objects.filter(
        member__office=office, member__ended_at__isnull=True, retired_at__isnull=True
    ).select_related("member__office")
    found = (_seat(pair, at) for pair in pairs.order_by("member_id"))
    return [seat for seat in found if seat is not None]


def marks_on(lead: Lead, *, seen_by: Reader) -> frozenset[str]:
    """The marks that keep people out of the lead."""
    return frozenset(Exclusion.objects.filter(lead=lead).values_list("mark", flat=True))


def office(county_id: int, side: Side, *, seen_by: Reader | None) -> Office | None:
    return Office.objects.filter(county_id=county_id, side=side).first()


def _seat(pair: KeyPair, at: datetime) -> Seat | None:
    viewer = viewers.of(pair.member.cadre_id, at=at)
    if viewer is None or not fits(viewer, pair.member.office):
        return None
    return Seat(pair.member, viewer, pair, marks_of(pair.member, viewer))


def _key_pair_id(member: Member) -> int | None:
    pairs = KeyPair.objects.filter(member=member, retired_at__isnull=True)
    return pairs.values_list("pk", flat=True).first()


def _stands_at_the_door(viewer: Viewer) -> bool:
    return any(post.role in _AT_THE_DOOR for post in viewer.own_posts)
