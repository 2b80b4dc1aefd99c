"""Who sits where in the room, asked of the room's members and of the site's postings at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from cadres.models import Region
from cadres.pages.models.prepared import Prepared
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.people.models.regions import RegionLevel
from cadres.people.selectors import viewers
from cadres.viewers.rules.roles import DISCIPLINE, OFFICE, SUPERVISION, Role
from cadres.viewers.rules.viewer import Viewer
from cases.leads.keys.selectors import side_keys
from cases.leads.procedure.models.leads import Exclusion, Lead
from cases.leads.procedure.models.people import KeyPair, Member, Office, Relative
from cases.leads.procedure.rules import exclusions
from cases.leads.procedure.rules.vocabulary import Duty, Side
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.passphrase_bundles import Bundle
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.rules.trust import UncheckedKey

# Which postings may take a seat at all; the seat itself is given by an action in the room.
ROLES: dict[Side, frozenset[Role]] = {
    Side.SENDER: OFFICE | SUPERVISION,
    Side.RECEIVER: DISCIPLINE,
}
HEADS: dict[Side, Role] = {Side.SENDER: Role.OFFICE_HEAD, Side.RECEIVER: Role.OFFICER_HEAD}
_AT_THE_DOOR = ROLES[Side.SENDER] | ROLES[Side.RECEIVER]
# Asked of every seat whose marks are made.
_COUNTY_NAMES = Prepared(lambda pk: Region.objects.filter(pk=pk).values("name"))
_MARKS = Prepared(lambda pk: Relative.objects.filter(member=pk).values("mark", "name_mark"))
# Asked with every page of those who may have a seat, and of the room.
_SITS = PreparedForViewer(
    lambda viewer: (
        Member.objects.filter(cadre_id=viewer.cadre_id, ended_at__isnull=True)
        .select_related("office")
        .order_by("pk")[:1]
    )
)
_KEY_PAIRS = Prepared(
    lambda pk: (
        KeyPair.objects.filter(member=pk, retired_at__isnull=True).order_by("pk").values("pk")[:1]
    )
)


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
    member = next(iter(_SITS(seen_by=viewer)), None)
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


def reader(viewer: Viewer, member: Member, bundle: Bundle | None = None) -> Reader:
    """The member as one who looks and acts; `bundle` holds its key where that is open.

    Where the database holds another root or another key of marks than were signed, it makes no
    marks, and so sees no lead; the desk says why.
    """
    made = Reader(
        viewer=viewer,
        member_id=member.pk,
        county_id=member.office.county_id,
        side=Side(member.office.side),
        duty=Duty(member.duty),
        is_custodian=member.is_custodian,
        key_pair_id=_key_pair_id(member),
        bundle=bundle,
    )
    return _with_marks(made, member) if bundle else made


def _with_marks(made: Reader, member: Member) -> Reader:
    try:
        opened = side_keys.mark_key(made.key_pair_id, made.key, seen_by=made.trust)
    except (UncheckedKey, crypto.Unopenable):
        opened = None
    if opened is None:
        return made
    own = marks_of(member, made.viewer, opened.key)
    return replace(made, mark_key=opened.key, own_marks=tuple(sorted(own)))


def marks_of(member: Member, viewer: Viewer, mark_key: bytes) -> frozenset[str]:
    """The blind marks of what a member is, its declared relatives included."""
    county = county_name(member.office.county_id)
    own = {crypto.mark(mark_key, words) for words in exclusions.of_viewer(viewer, county)}
    return frozenset(own.union(*(row.values() for row in _MARKS(member.pk))))


def county_name(county_id: int) -> str:
    """The county's name, without which names of units are matched."""
    found = _COUNTY_NAMES(county_id)
    return found[0]["name"] if found else ""


def county_called(name: str, *, seen_by: Viewer) -> int | None:
    """The county of that name, for the console; None where there is none, or more than one."""
    found = Region.objects.filter(level=RegionLevel.COUNTY, name=name.strip())
    ids = list(found.values_list("pk", flat=True)[:2])
    return ids[0] if len(ids) == 1 else None


def seats(office: Office, at: datetime, *, seen_by: Reader) -> list[Seat]:
    """Everybody of the office who holds a confirmed key and a fitting posting at this moment.

    Their marks are made with the reader's key of marks.
    """
    return [
        Seat(pair.member, viewer, pair, marks_of(pair.member, viewer, seen_by.known_mark_key))
        for pair, viewer in sitting(office, at, seen_by=seen_by.viewer)
    ]


def sitting(office: Office, at: datetime, *, seen_by: Viewer) -> list[tuple[KeyPair, Viewer]]:
    """The same without their marks: for the worker, which can make none."""
    pairs = KeyPair.objects.filter(
        member__office=office, member__ended_at__isnull=True, retired_at__isnull=True
    ).exclude(signature=b"")
    found = [
        (pair, viewers.of(pair.member.cadre_id, at=at))
        for pair in pairs.select_related("member__office").order_by("member_id")
    ]
    return [(pair, viewer) for pair, viewer in found if viewer and fits(viewer, office)]


def marks_on(lead: Lead, *, seen_by: Reader) -> frozenset[str]:
    """The marks that keep people out of the lead."""
    return frozenset(Exclusion.objects.filter(lead=lead).values_list("mark", flat=True))


def office(county_id: int, side: Side, *, seen_by: Reader | None) -> Office | None:
    return Office.objects.filter(county_id=county_id, side=side).first()


def _key_pair_id(member: Member) -> int | None:
    found = _KEY_PAIRS(member.pk)
    return found[0]["pk"] if found else None


def _stands_at_the_door(viewer: Viewer) -> bool:
    return any(post.role in _AT_THE_DOOR for post in viewer.own_posts)
