"""Public keys as they stand in the database, held against what was signed and what is on record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cases.leads.procedure.models.people import KeyPair, Member, Office
from cases.leads.vault.models.trail import RoomEntry
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules import trust as rules
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.rules.trust import Trust, UncheckedKey
from cases.leads.vault.selectors import roots

MEMBER, OFFICE = Member._meta.label_lower, Office._meta.label_lower


@dataclass(frozen=True, slots=True)
class Fault:
    """A public key that is not what it should be; `member_id` where it is a member's."""

    whose: str
    member_id: int | None = None
    cadre_id: int | None = None


@dataclass(frozen=True, slots=True)
class BothSides:
    """The fingerprints of both roots; whether the own side has signed for the other's."""

    own: str
    other: str
    is_introduced: bool


def of_own_key(*, seen_by: Reader) -> str:
    """The reader's own fingerprint, made of its private key and not looked up."""
    return rules.fingerprint(crypto.public_of(seen_by.key))


def of_both_sides(*, seen_by: Reader) -> BothSides:
    """What the two heads read to each other: the own one is the pinned one."""
    offices = roots.offices_of(seen_by=seen_by.trust)
    others = [office for side, office in offices.items() if side != seen_by.side]
    own = offices.get(seen_by.side)
    return BothSides(
        rules.fingerprint(seen_by.trust.root),
        rules.fingerprint(bytes(others[0].root)) if others else "",
        own is not None and own.other_root is not None,
    )


def of_own_side(*, seen_by: Reader) -> list[Fault]:
    """Which public keys do not fit; nothing is sealed to them meanwhile.

    For those who decide; for everybody where it keeps them from seeing anything at all.
    """
    is_told = seen_by.decides or not seen_by.knows_marks
    return faults(seen_by=seen_by.trust) if is_told else []


def as_made(member: Member, *, seen_by: Reader) -> str:
    """The fingerprint that the trail holds of the key that the member made last."""
    lines = _lines(("key.make",), MEMBER, [member.pk])
    return lines.get((str(member.pk), "key.make"), "")


def faults(*, seen_by: Trust) -> list[Fault]:
    """What of a side does not fit: its root, its recovery key, its members', and the other's."""
    try:
        known = roots.checked(seen_by=seen_by)
    except UncheckedKey as swapped:
        return [Fault(swapped.whose)]
    offices = roots.offices_of(seen_by=seen_by)
    found: list[Fault] = []
    for side, root in known.by_side.items():
        office = offices[side]
        found += [*_of_root(office), *_of_recovery(office, root), *_of_members(office, root)]
    return found


def _of_root(office: Office) -> list[Fault]:
    lines = _lines(("office.found",), OFFICE, [office.pk], of="root")
    fits = lines.get((str(office.pk), "office.found")) == rules.fingerprint(bytes(office.root))
    return [] if fits else [Fault(f"{office.name}的签名公钥")]


def _of_recovery(office: Office, root: bytes) -> list[Fault]:
    public = bytes(office.recovery_public)
    statement = rules.recovery_key(office.county_id, office.side, public)
    first, later = "office.found", "office.renew_recovery"
    lines = _lines((first, later), OFFICE, [office.pk])
    said = lines.get((str(office.pk), later)) or lines.get((str(office.pk), first))
    signed = rules.is_signed(root, statement, bytes(office.recovery_signature))
    fits = signed and said == rules.fingerprint(public)
    return [] if fits else [Fault(f"{office.name}的恢复公钥")]


def _of_members(office: Office, root: bytes) -> list[Fault]:
    pairs = list(
        KeyPair.objects.filter(member__office=office, retired_at__isnull=True)
        .select_related("member")
        .order_by("member_id")
    )
    lines = _lines(("key.make", "key.confirm"), MEMBER, [pair.member_id for pair in pairs])
    return [
        Fault(f"{office.name}一位成员的公钥", pair.member_id, pair.member.cadre_id)
        for pair in pairs
        if not _fits(pair, office, root, lines)
    ]


def _fits(pair: KeyPair, office: Office, root: bytes, lines: dict[tuple[str, str], str]) -> bool:
    public, member = bytes(pair.public), pair.member
    said = rules.fingerprint(public)
    made = lines.get((str(member.pk), "key.make"))
    confirmed = lines.get((str(member.pk), "key.confirm"))
    if made != said:
        return False
    if not bytes(pair.signature):
        return confirmed != said  # what was confirmed is not unconfirmed by any action
    statement = rules.member_key(office.county_id, office.side, member.pk, member.cadre_id, public)
    return confirmed == said and rules.is_signed(root, statement, bytes(pair.signature))


def _lines(
    verbs: Iterable[str], kind: str, ids: Iterable[int], of: str = "fingerprint"
) -> dict[tuple[str, str], str]:
    """The newest fingerprint on record by thing and verb."""
    entries = RoomEntry.objects.filter(
        object_type=kind, object_id__in=[str(one) for one in ids], verb__in=list(verbs)
    ).order_by("pk")
    return {(str(one.object_id), one.verb): str(one.detail.get(of, "")) for one in entries}
