"""Who stands near a ticket: its units and their people, the office, the covering team."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, Value
from django.db.models.functions import Coalesce, Concat

from cadres.models import Delegation, Posting, Unit
from cadres.rules import roles
from cadres.rules.roles import Role
from cadres.rules.viewer import Viewer
from cases.models import Ticket
from enterprises.models import Assignment, Part

CADRE = F("cadre_id")


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person or a unit with a part in the ticket."""

    kind: str
    part: str
    name: str
    unit_id: int | None
    unit: str
    cadre_id: int | None


def of(ticket: Ticket, *, seen_by: Viewer) -> list[Somebody]:
    """Units with their clerks, heads and their deputies, the office, the covering team: one query.

    A deputy stands there in both names, as the course will tell the deed.
    """
    on, nothing = seen_by.today, Value("")
    units = [pk for pk in (ticket.unit_id, *ticket.co_unit_ids) if pk]
    posts = Posting.objects.in_force(on).order_by()
    there = posts.filter(unit_id__in=units, role__in=roles.UNIT)
    office = posts.filter(unit__region_id=ticket.county_id, role__in=roles.OFFICE)
    team = Assignment.objects.serving(on).filter(enterprise_id=ticket.enterprise_id or 0)
    name = Coalesce("cadre__name", "leader_name")
    lent = Delegation.objects.in_force(seen_by.at).filter(posting__unit_id__in=units)
    both = Concat("deputy__name", Value(" 代 "), "principal__name")
    where = (F("posting__unit_id"), F("posting__unit__name"), F("deputy_id"))
    rows = _units(units).union(
        *(
            found.values_list(
                Value("post"), F("role"), F("cadre__name"), F("unit_id"), F("unit__name"), CADRE
            )
            for found in (there, office)
        ),
        lent.order_by().values_list(Value("post"), F("posting__role"), both, *where),
        team.order_by().values_list(Value("team"), F("part"), name, F("pk"), nothing, CADRE),
        all=True,
    )
    found: Iterable[tuple[Any, ...]] = rows
    return sorted((Somebody(*row) for row in found), key=lambda one: (one.kind, one.part, one.name))


def clerks_of(unit_id: int | None, people: list[Somebody]) -> list[Somebody]:
    """Return the clerks of the unit among the people of a page."""
    role = Role.UNIT_CLERK.value
    return [one for one in people if one.part == role and one.unit_id == unit_id]


def names(people: list[Somebody], held: Iterable[Role], unit_id: int | None = None) -> list[str]:
    """Return the names of those who hold one of the roles (in the unit), each once."""
    values = {role.value for role in held}
    found = [
        one.name
        for one in people
        if one.kind == "post" and one.part in values and unit_id in (None, one.unit_id)
    ]
    return list(dict.fromkeys(found))


def part_label(one: Somebody) -> str:
    """Say in a word in which part somebody stands."""
    if one.kind == "team":
        return Part(one.part).label
    return Role(one.part).label if one.kind == "post" else ""


def _units(pks: list[int]) -> Any:
    nobody, nothing = Value(None, output_field=BigIntegerField()), Value("")
    named = Unit.objects.filter(pk__in=pks).order_by()
    return named.values_list(Value("unit"), nothing, nothing, F("pk"), F("name"), nobody)
