"""Whom a lead concerns, as the site knows them: so that they are kept out whatever was typed.

The county's units and people are read whole and compared here: a name that a lead speaks of never
goes into a query, which a database may log.
"""

from __future__ import annotations

from collections.abc import Mapping

from cadres.models import Posting, Unit
from cadres.people.rules import naming
from cases.leads.keys.selectors import seats
from cases.leads.procedure.rules import content
from cases.leads.procedure.rules.content import Matter, Person
from cases.leads.vault.rules.reader import Reader


def marks_of(matter: Matter, *, seen_by: Reader) -> frozenset[str]:
    """The blind marks of everybody whom the matter concerns, with their units' people."""
    county = seats.county_name(seen_by.county_id)
    units = _units(matter, seen_by.county_id, county)
    people = _cadres(matter, units, seen_by.county_id)
    words = content.concerned(matter, people, units, county)
    return frozenset(seen_by.blind(word) for word in words)


def _units(matter: Matter, county_id: int, county: str) -> dict[str, int]:
    """Ids of the units that are named, matched as ledgers are: without county and 人民政府."""
    there = Unit.objects.filter(region__path__contains=f"/{county_id}/")
    ids = dict(there.values_list("name_key", "pk"))
    names = {one.name for one in matter.units} | {one.unit for one in matter.persons if one.unit}
    keys = {name: naming.unit_key(name, county) for name in names}
    return {name: ids[key] for name, key in keys.items() if key in ids}


def _cadres(
    matter: Matter, units: Mapping[str, int], county_id: int
) -> dict[Person, tuple[int, ...]]:
    """Everybody of that name in that unit; everybody of that name where the unit is not given,
    or is written as the site does not know it: rather one too many is kept out.
    """
    posts = Posting.objects.filter(unit__region__path__contains=f"/{county_id}/")
    held = list(posts.values_list("cadre__name", "unit_id", "cadre_id"))
    return {one: _ids(one, units.get(one.unit), held) for one in matter.persons}


def _ids(one: Person, unit_id: int | None, held: list[tuple[str, int, int]]) -> tuple[int, ...]:
    found = {
        cadre_id
        for name, unit, cadre_id in held
        if naming.person_name(name) == naming.person_name(one.name) and unit_id in (None, unit)
    }
    return tuple(sorted(found))
