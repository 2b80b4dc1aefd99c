"""The members of a reader's own side, with what the site knows of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cadres.errors import Absent
from cadres.models import Cadre, Posting
from cadres.viewers.rules.roles import Role
from cases.leads.keys.selectors import colleagues, fingerprints, keys_to_rewrap
from cases.leads.keys.selectors.seats import ROLES
from cases.leads.procedure.models.leads import Access, Lead
from cases.leads.procedure.models.people import KeyPair, Member
from cases.leads.procedure.rules.vocabulary import Duty
from cases.leads.vault.rules import trust
from cases.leads.vault.rules.reader import Reader

GONE = "已离开"


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One seat as a line; `waits_for` counts the leads that are older than its key."""

    member_id: int
    cadre_id: int
    name: str
    unit: str
    duty: str
    is_custodian: bool
    # The fingerprint of its public key, empty where it made none yet; whether somebody compared it.
    fingerprint: str = ""
    is_confirmed: bool = False
    waits_for: int = 0

    @property
    def has_key(self) -> bool:
        return bool(self.fingerprint)

    @property
    def duty_label(self) -> str:
        return Duty(self.duty).label

    @property
    def words(self) -> str:
        return f"{self.name}（{self.duty_label}）"


def rows(*, seen_by: Reader) -> list[MemberRow]:
    """Everybody who sits on the reader's side now, in the order of their naming."""
    sitting = list(
        Member.objects.filter(
            office__county_id=seen_by.county_id, office__side=seen_by.side, ended_at__isnull=True
        ).order_by("pk")
    )
    pairs = KeyPair.objects.filter(member__in=sitting, retired_at__isnull=True)
    keys = {pair.member_id: pair for pair in pairs}
    ids = [member.cadre_id for member in sitting]
    names, units = names_of(ids, seen_by=seen_by), _units(ids, seen_by)
    return [
        MemberRow(
            member.pk,
            member.cadre_id,
            names.get(member.cadre_id, GONE),
            units.get(member.cadre_id, ""),
            member.duty,
            member.is_custodian,
            *_key_of(keys.get(member.pk)),
        )
        for member in sitting
    ]


def roster(*, seen_by: Reader) -> list[MemberRow]:
    """The same, with what each waits for: for those who decide there, who can grant it."""
    waits = keys_to_rewrap.waiting(seen_by=seen_by) if seen_by.knows_marks else {}
    return [replace(row, waits_for=waits.get(row.member_id, 0)) for row in rows(seen_by=seen_by)]


def fetch(member_id: int, *, seen_by: Reader) -> MemberRow:
    """One line of the roster; whoever sits elsewhere, or no longer, is not there."""
    for row in roster(seen_by=seen_by):
        if row.member_id == member_id:
            return row
    raise Absent(colleagues.NONE_THERE)


def is_confirmed(*, seen_by: Reader) -> bool:
    """Whether a second person has compared the reader's own fingerprint."""
    own = KeyPair.objects.filter(member=seen_by.member_id, retired_at__isnull=True).exclude(
        signature=b""
    )
    return own.exists()


def named_faults(*, seen_by: Reader) -> list[str]:
    """Public keys that do not fit, as those who decide read it: of their own people by name."""
    found = fingerprints.of_own_side(seen_by=seen_by)
    own = {row.member_id: row.name for row in rows(seen_by=seen_by)} if found else {}
    return [f"{own[one.member_id]}的公钥" if one.member_id in own else one.whose for one in found]


@dataclass(frozen=True, slots=True)
class Seatable:
    """Somebody whom the head could seat: a fitting posting, and no seat yet."""

    cadre_id: int
    name: str
    unit: str
    role: str

    @property
    def words(self) -> str:
        return f"{self.name}（{self.unit} · {Role(self.role).label}）"


def seatable(*, seen_by: Reader) -> list[Seatable]:
    """Who holds a posting with which they may sit on the reader's side."""
    seated = set(Member.objects.filter(ended_at__isnull=True).values_list("cadre_id", flat=True))
    held = (
        Posting.objects.in_force(seen_by.today)
        .filter(role__in=ROLES[seen_by.side], unit__region__path__contains=f"/{seen_by.county_id}/")
        .exclude(cadre__is_active=False)
        .order_by("cadre__name_pinyin", "pk")
        .values_list("cadre_id", "cadre__name", "unit__name", "role")
    )
    return [Seatable(*row) for row in held if row[0] not in seated]


def named(lead: Lead, *, seen_by: Reader) -> list[MemberRow]:
    """Who of the reader's own side may read the lead now (授权阅知人)."""
    ids = _named_ids(lead)
    return [row for row in rows(seen_by=seen_by) if row.member_id in ids]


def not_named(lead: Lead, *, seen_by: Reader) -> list[MemberRow]:
    """Who of the reader's own side could be named for the lead; whoever is kept out is refused."""
    ids = _named_ids(lead)
    return [row for row in rows(seen_by=seen_by) if row.member_id not in ids]


def _key_of(pair: KeyPair | None) -> tuple[str, bool]:
    return (
        (trust.fingerprint(bytes(pair.public)), bool(bytes(pair.signature)))
        if pair
        else ("", False)
    )


def _named_ids(lead: Lead) -> set[int]:
    now = Access.objects.filter(lead=lead, ended_at__isnull=True)
    return set(now.values_list("member_id", flat=True))


def names_of(cadre_ids: list[int], *, seen_by: Reader) -> dict[int, str]:
    """Names of people by id, as the site knows them."""
    found = Cadre.objects.filter(pk__in=set(cadre_ids))
    return dict(found.values_list("pk", "name"))


def _units(cadre_ids: list[int], seen_by: Reader) -> dict[int, str]:
    """The unit of each one's oldest posting in force."""
    held = Posting.objects.in_force(seen_by.today).filter(cadre__in=cadre_ids).order_by("-pk")
    return dict(held.values_list("cadre_id", "unit__name"))
