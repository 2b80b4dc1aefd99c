"""The members of a side as its head manages them: where each works, and what each waits for."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.models import Cadre, Posting
from cases.leads.models import KeyPair, Member
from cases.leads.rules.matters import Duty
from cases.leads.rules.reader import Reader
from cases.leads.selectors import backlog

GONE = "已离开"


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One seat; `waits_for` counts the leads that are older than its key."""

    member: Member
    name: str
    unit: str
    has_key: bool
    waits_for: int

    @property
    def duty_label(self) -> str:
        return Duty(self.member.duty).label


def rows(*, seen_by: Reader) -> list[RosterRow]:
    """Everybody who sits on the reader's side now, in the order of their naming."""
    sitting = list(
        Member.objects.filter(
            office__county_id=seen_by.county_id, office__side=seen_by.side, ended_at__isnull=True
        )
        .select_related("office")
        .order_by("pk")
    )
    ids = [member.cadre_id for member in sitting]
    names = dict(Cadre.objects.filter(pk__in=ids).values_list("pk", "name"))
    units = _units(ids, seen_by)
    with_key = set(
        KeyPair.objects.filter(member__in=sitting, retired_at__isnull=True).values_list(
            "member_id", flat=True
        )
    )
    waits = backlog.waiting(seen_by=seen_by)
    return [
        RosterRow(
            member,
            names.get(member.cadre_id, GONE),
            units.get(member.cadre_id, ""),
            member.pk in with_key,
            waits.get(member.pk, 0),
        )
        for member in sitting
    ]


def _units(cadre_ids: list[int], seen_by: Reader) -> dict[int, str]:
    """The unit of each one's oldest posting in force."""
    held = Posting.objects.in_force(seen_by.today).filter(cadre__in=cadre_ids).order_by("-pk")
    return dict(held.values_list("cadre_id", "unit__name"))
