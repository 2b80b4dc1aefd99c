"""The roots of a county's two sides, as far as somebody's own pinned root vouches for them."""

from __future__ import annotations

from dataclasses import dataclass

from cases.leads.procedure.models.people import Office
from cases.leads.procedure.rules.vocabulary import Side
from cases.leads.vault.rules import trust as rules
from cases.leads.vault.rules.trust import Trust, UncheckedKey


@dataclass(frozen=True, slots=True)
class Roots:
    """Both sides' roots by side; the other one only where it was introduced."""

    county_id: int
    by_side: dict[Side, bytes]


def checked(*, seen_by: Trust) -> Roots:
    """The own root as it was pinned, and the other's as the own side signed for it.

    Raises UncheckedKey where the database holds another one in the place of either.
    """
    offices = offices_of(seen_by=seen_by)
    own = offices.get(seen_by.side)
    if own is None or bytes(own.root) != seen_by.root:
        raise UncheckedKey("本方的签名公钥")
    found = {seen_by.side: seen_by.root}
    for side, office in offices.items():
        if side != seen_by.side and own.other_root is not None:
            found[side] = _introduced(own, office, seen_by)
    return Roots(seen_by.county_id, found)


def offices_of(*, seen_by: Trust) -> dict[Side, Office]:
    rows = Office.objects.filter(county_id=seen_by.county_id)
    return {Side(office.side): office for office in rows}


def _introduced(own: Office, other: Office, seen_by: Trust) -> bytes:
    root = bytes(own.other_root or b"")
    statement = rules.other_root(own.county_id, own.side, root)
    signed = rules.is_signed(seen_by.root, statement, bytes(own.other_signature or b""))
    if not signed or bytes(other.root) != root:
        raise UncheckedKey("对方的签名公钥")
    return root
