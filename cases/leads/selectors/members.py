"""The members of a reader's own side, with what the site knows of them."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.models import Cadre, Posting
from cadres.rules.roles import Role
from cases.leads.models import Access, KeyPair, Lead, Member
from cases.leads.rules.matters import Duty
from cases.leads.rules.reader import Reader
from cases.leads.selectors.seats import ROLES


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member as a line: who, what for, and whether they hold a key."""

    member_id: int
    cadre_id: int
    name: str
    duty: str
    is_custodian: bool
    has_key: bool

    @property
    def duty_label(self) -> str:
        return Duty(self.duty).label

    @property
    def words(self) -> str:
        return f"{self.name}（{self.duty_label}）"


def rows(*, seen_by: Reader) -> list[MemberRow]:
    """Everybody who sits on the reader's side now."""
    own = Member.objects.filter(office__members=seen_by.member_id, ended_at__isnull=True).order_by(
        "pk"
    )
    keys = set(
        KeyPair.objects.filter(member__in=own, retired_at__isnull=True).values_list(
            "member_id", flat=True
        )
    )
    names = names_of([member.cadre_id for member in own], seen_by=seen_by)
    return [
        MemberRow(
            member.pk,
            member.cadre_id,
            names.get(member.cadre_id, "已离开"),
            member.duty,
            member.is_custodian,
            member.pk in keys,
        )
        for member in own
    ]


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
    """Who of the reader's own side may read the lead now (知情人)."""
    ids = _named_ids(lead)
    return [row for row in rows(seen_by=seen_by) if row.member_id in ids]


def not_named(lead: Lead, *, seen_by: Reader) -> list[MemberRow]:
    """Who of the reader's own side could be named for the lead; whoever is kept out is refused."""
    ids = _named_ids(lead)
    return [row for row in rows(seen_by=seen_by) if row.member_id not in ids]


def _named_ids(lead: Lead) -> set[int]:
    now = Access.objects.filter(lead=lead, ended_at__isnull=True)
    return set(now.values_list("member_id", flat=True))


def names_of(cadre_ids: list[int], *, seen_by: Reader) -> dict[int, str]:
    """Names of people by id, as the site knows them."""
    found = Cadre.objects.filter(pk__in=set(cadre_ids))
    return dict(found.values_list("pk", "name"))
