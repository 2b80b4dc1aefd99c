"""By which names units are known: the present ones, former ones, those of closed units."""

from __future__ import annotations

from dataclasses import dataclass, field

from cadres.models import Region, Unit, UnitName
from cadres.viewers.rules.viewer import Viewer


@dataclass(slots=True)
class Known:
    """Units of a county by key. `units` may be given something; of `closed` ones nobody took over.

    `as_named` are the closed units themselves where another took their work over: what they did
    before stays under their name. A key in `units` and in `closed` means the one in use.
    """

    units: dict[str, Unit] = field(default_factory=dict)
    closed: dict[str, Unit] = field(default_factory=dict)
    as_named: dict[str, Unit] = field(default_factory=dict)


def known(county: Region, *, seen_by: Viewer) -> Known:
    """Return every unit of the county under every name by which a ledger may mean it.

    A present name wins over a former one, a later former name over an earlier one, and a unit in
    use over a closed one. A name of a unit that was merged leads to the unit that took it over.
    """
    found = Known()
    rows = list(
        Unit.objects.filter(region__path__startswith=county.path)
        .select_related("region", "merged_into__region")
        .order_by("-pk")
    )
    found.units = {unit.name_key: unit for unit in rows if unit.is_active}
    for unit in rows:
        _under(unit.name_key, unit, found)
    by_pk = {unit.pk: unit for unit in rows}
    for name in UnitName.objects.filter(unit__in=rows).order_by("-until_on", "-pk"):
        _under(name.name_key, by_pk[name.unit_id], found)
    return found


def former(unit: Unit, *, seen_by: Viewer) -> list[UnitName]:
    """Return the names that the unit bore before, the last one first."""
    return list(UnitName.objects.filter(unit=unit))


def _under(key: str, unit: Unit, found: Known) -> None:
    """The unit is known by the key, unless another has it already."""
    heir = unit.merged_into or unit
    if not heir.is_active:
        found.closed.setdefault(key, heir)
    elif found.units.setdefault(key, heir) == heir != unit:
        found.as_named.setdefault(key, unit)
