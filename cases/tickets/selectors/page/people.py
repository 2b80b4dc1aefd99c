"""Who stands near a ticket: its units and their people, the office, the covering team."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Value
from django.db.models.functions import Concat

from cadres.models import Delegation, Posting, Unit
from cadres.pages.models.prepared import DAY, DAY_OF_MOMENT, ID, IDS, MOMENT, Prepared, Row
from cadres.viewers.rules import roles
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from enterprises.models import Assignment, Part

_HOLDER = ("role", "cadre__name", "unit_id", "unit__name", "cadre_id")
_LENT = ("posting__role", "both", "posting__unit_id", "posting__unit__name", "deputy_id")


def _posts(pks: Any, county: Any, on: Any, at: Any) -> Any:
    """Who holds a post in the units or in the county's office, and who stands in for the former:
    in both names, as the course will tell the action. Each of the three has an index of its own.
    """
    held = Posting.objects.in_force(on)
    of_units = held.filter(unit__any_of=pks, role__in=roles.UNIT).values(*_HOLDER)
    of_office = held.filter(unit__region=county, role__in=roles.OFFICE).values(*_HOLDER)
    both = Concat("deputy__name", Value(" 代 "), "principal__name")
    lent = Delegation.objects.in_force(at).filter(posting__unit__any_of=pks).annotate(both=both)
    return of_units.union(of_office, lent.values(*_LENT), all=True)


_POSTS = Prepared(
    lambda pks, county, on, at, _: _posts(pks, county, on, at),
    *(IDS, ID, DAY, MOMENT, DAY_OF_MOMENT),
)
_TEAM = Prepared(
    lambda enterprise, on: (
        Assignment.objects.serving(on)
        .filter(enterprise=enterprise)
        .order_by("pk")
        .values("pk", "part", "cadre__name", "leader_name", "cadre_id")
    ),
    *(ID, DAY),
)

# A question of several keys is asked of one at least.
_NO_UNIT = [0]
_NAMES = Prepared(
    lambda pks: Unit.objects.filter(pk__any_of=pks).order_by("name").values("pk", "name"), IDS
)


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
    """Units with their clerks, heads and their deputies, the office, the covering team.

    Nobody is asked for a team where there is no enterprise.
    """
    on = seen_by.today
    units = [pk for pk in (ticket.unit_id, *ticket.co_unit_ids) if pk]
    posts = _POSTS(units or _NO_UNIT, ticket.county_id, on, seen_by.at, on)
    found = [*_units(ticket), *(_holder(row) for row in posts)]
    if ticket.enterprise_id:
        found += [_member(row) for row in _TEAM(ticket.enterprise_id, on)]
    return sorted(found, key=lambda one: (one.kind, one.part, one.name))


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


def _units(ticket: Ticket) -> list[Somebody]:
    """The one that has it, and those that help."""
    helping = [pk for pk in ticket.co_unit_ids if pk != ticket.unit_id]
    units = [(ticket.unit.pk, ticket.unit.name)] if ticket.unit else []
    units += [(row["pk"], row["name"]) for row in (_NAMES(helping) if helping else ())]
    return [Somebody("unit", "", "", pk, name, None) for pk, name in units]


def _holder(row: Row) -> Somebody:
    unit = row["unit_id"], row["unit__name"]
    return Somebody("post", row["role"], row["cadre__name"], *unit, row["cadre_id"])


def _member(row: Row) -> Somebody:
    """Of the covering team; a county leader may stand there by name alone."""
    name = row["leader_name"] if row["cadre__name"] is None else row["cadre__name"]
    return Somebody("team", row["part"], name, row["pk"], "", row["cadre_id"])
