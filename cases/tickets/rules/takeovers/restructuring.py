"""Two units become one: which of two parts that both had in one ticket goes on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Part:
    """A share (协办、分办) that has not ended."""

    pk: int
    unit_id: int
    due_on: date | None
    is_answered: bool


LED = "机构调整后由主办单位一并办理"
TWICE = "机构调整后并入同一单位的另一项协办"


def ended(
    parts: Collection[Part], leads_id: int | None, old_id: int, new_id: int
) -> dict[int, str]:
    """Return which parts end, and why, once the new unit has everything of the old one.

    Who leads the matter has no part beside it. Of two open parts the one goes on that is still to
    be answered, and of two such the one that is due first: no term becomes longer.
    """
    ours = [part for part in parts if part.unit_id in (old_id, new_id)]
    if leads_id in (old_id, new_id):
        return {part.pk: LED for part in ours}
    last = date.max
    ranked = sorted(ours, key=lambda part: (part.is_answered, part.due_on or last, part.pk))
    return {part.pk: TWICE for part in ranked[1:]}


def helpers(
    co_unit_ids: Collection[int], leads_id: int | None, old_id: int, new_id: int
) -> list[int]:
    """Return who helps afterwards: the new unit for the old one, and nobody who leads."""
    moved = {new_id if pk == old_id else pk for pk in co_unit_ids}
    lead = new_id if leads_id == old_id else leads_id
    return sorted(moved - {lead})
