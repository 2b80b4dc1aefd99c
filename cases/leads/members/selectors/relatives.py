"""What a member declared of its own relatives; its own key alone opens the words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from cadres.errors import Absent
from cases.leads.procedure.models.people import Relative
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.reader import Reader

NONE_THERE = "没有这项申报。"


@dataclass(frozen=True, slots=True)
class Declared:
    """One declared relative (近亲属)."""

    pk: int
    name: str
    unit: str
    declared_at: datetime


def own(*, seen_by: Reader) -> list[Declared]:
    """The reader's own declarations, oldest first; nobody else can list them."""
    rows = Relative.objects.filter(member=seen_by.member_id).order_by("pk")
    return [_declared(row, seen_by.key) for row in rows]


def fetch(pk: int, *, seen_by: Reader) -> Declared:
    """One of the reader's own declarations; anybody else's is not there."""
    row = Relative.objects.filter(pk=pk, member=seen_by.member_id).first()
    if row is None:
        raise Absent(NONE_THERE)
    return _declared(row, seen_by.key)


def _declared(row: Relative, key: bytes) -> Declared:
    words = json.loads(crypto.unseal(key, bytes(row.sealed)))
    return Declared(row.pk, words["name"], words["unit"], row.declared_at)
