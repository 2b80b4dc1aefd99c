"""Units that are one beside each other's past: merged into another, or made of a part of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitFamilies:
    """Says of a unit by which one it stands, and which others stand with it.

    A unit that went into another stands by that one, a unit that was made of a part of another by
    the one of which it was made. `members` are the ids of those that are more than one.
    """

    heads: Mapping[int, int]
    members: Mapping[int, tuple[int, ...]]

    def head(self, unit_id: int) -> int:
        return self.heads.get(unit_id, unit_id)

    def of(self, unit_id: int) -> tuple[int, ...]:
        """Return the ids of all that stand by the unit, itself first."""
        return self.members.get(unit_id, (unit_id,))


def joined(merged: Iterable[tuple[int, int]], split: Iterable[tuple[int, int]]) -> UnitFamilies:
    """Return the families: pairs of an old unit and the one that took it, or a part of it, over."""
    merged, split = list(merged), list(split)
    family = _families([*merged, *split])
    gone = {old for old, _ in merged}
    made = {new for _, new in split}
    members = {}
    for one in {id(found): found for found in family.values()}.values():
        head = min(one, key=lambda unit: (unit in gone, unit in made, unit))
        members[head] = (head, *sorted(one - {head}))
    heads = {unit: head for head, units in members.items() for unit in units}
    return UnitFamilies(heads, members)


def _families(pairs: list[tuple[int, int]]) -> dict[int, set[int]]:
    """Whatever hangs together is one set, which all of its units share."""
    found: dict[int, set[int]] = defaultdict(set)
    for old, new in pairs:
        together = found[old] | found[new] | {old, new}
        for unit in together:
            found[unit] = together
    return found
