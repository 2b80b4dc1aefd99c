"""Who still needs a printed code, unit by unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cadres.models import Posting, Unit
from cadres.people.rules import authority
from cadres.people.selectors import people
from cadres.people.selectors.units import IN_ORDER
from cadres.viewers.rules.viewer import Viewer

NO_UNIT = "未任职人员"


class Slip(Protocol):
    """A printed code, as the service gives it out."""

    @property
    def cadre_id(self) -> int: ...
    @property
    def expires_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class WaitingUnit:
    """A unit and how many of its people wait for a code."""

    pk: int
    name: str
    waiting: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed page or more: the slips of one unit."""

    unit_name: str
    slips: list[Slip]


def waiting(*, seen_by: Viewer) -> list[WaitingUnit]:
    """Return the units in which somebody waits whom the viewer may give a code."""
    units = {
        unit.pk: unit.name
        for unit in Unit.objects.filter(authority.units_for(seen_by)).order_by(*IN_ORDER)
    }
    cadres = people.waiting_for_code(list(units), seen_by=seen_by)
    first = _units_of([cadre.pk for cadre in cadres], set(units), seen_by)
    counts: dict[int, int] = defaultdict(int)
    for unit_id in first.values():
        counts[unit_id] += 1
    return [WaitingUnit(pk, units[pk], counts[pk]) for pk in units if counts[pk]]


def by_unit(slips: Sequence[Slip], chosen: Collection[int], *, seen_by: Viewer) -> list[Sheet]:
    """Group slips by unit; of somebody in several units, the one that was chosen."""
    first = _units_of([slip.cadre_id for slip in slips], set(chosen), seen_by)
    names = dict(Unit.objects.filter(pk__in=set(first.values())).values_list("pk", "name"))
    grouped: dict[str, list[Slip]] = defaultdict(list)
    for slip in slips:
        grouped[names.get(first.get(slip.cadre_id, 0), NO_UNIT)].append(slip)
    return [Sheet(name, found) for name, found in grouped.items()]


def _units_of(cadre_ids: Sequence[int], wanted: set[int], viewer: Viewer) -> dict[int, int]:
    held = Posting.objects.in_force(viewer.today).filter(cadre_id__in=cadre_ids)
    found: dict[int, int] = {}
    for cadre_id, unit_id in held.order_by("-pk").values_list("cadre_id", "unit_id"):
        if not wanted or unit_id in wanted:
            found[cadre_id] = unit_id
    return found
