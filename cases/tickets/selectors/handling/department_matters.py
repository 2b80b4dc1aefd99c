"""What a township is warned away from: classes of problems that a department must do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cadres.models import Region, Unit, UnitKind
from cadres.viewers.rules.viewer import Viewer
from cases.models import Category, DepartmentMatters, Ticket
from cases.tickets.rules import handling_units


@dataclass(frozen=True, slots=True)
class Matters:
    """The classes of a county, by their keys and names, and the rule that names them."""

    category_ids: list[int]
    names: list[str]
    basis: str


def of_county(county_id: int, *, seen_by: Viewer) -> Matters:
    """Return what the county has set, or what is usual."""
    row = DepartmentMatters.objects.filter(county_id=county_id).first()
    wanted = {"pk__in": row.category_ids} if row else {"name__in": handling_units.OF_DEPARTMENTS}
    found = list(Category.objects.filter(**wanted).order_by("position", "pk"))
    basis = row.basis if row else handling_units.OF_DEPARTMENTS_BASIS
    return Matters([one.pk for one in found], [one.name for one in found], basis)


def warning(ticket: Ticket, unit: Unit | None, *, seen_by: Viewer) -> str:
    """Say why a department should have it, where it goes to a township; never a refusal."""
    if unit is None or unit.kind != UnitKind.TOWNSHIP:
        return ""
    matters = of_county(ticket.county_id, seen_by=seen_by)
    if ticket.category_id not in matters.category_ids:
        return ""
    return handling_units.township_warning(unit.name, ticket.category.name, matters.basis)


def facts(county: Region, *, seen_by: Viewer) -> dict[str, Any]:
    matters = of_county(county.pk, seen_by=seen_by)
    return {"category_ids": sorted(matters.category_ids), "basis": matters.basis}


def about(county_id: int) -> str:
    return f"department_matters:{county_id}"
