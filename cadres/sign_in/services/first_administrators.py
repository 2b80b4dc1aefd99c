"""The first administrators: an installation begins without any account."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from cadres.models import Region, RegionLevel, Unit
from cadres.people.rules import naming
from cadres.people.services.people import PersonFacts, add_person
from cadres.people.services.postings import NewPosting
from cadres.people.services.regions import add_region
from cadres.people.services.units import UnitFacts, add_unit
from cadres.sign_in.services.one_time_codes import Slip, issue_codes
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Beginner:
    """Who shall administer, and for which county."""

    name: str
    phone: str
    role: Role
    unit: str
    county: str


@transaction.atomic
def add_administrator(who: Beginner, *, actor: Viewer) -> Slip:
    """Enter an administrator with county and unit where they are missing; return the code."""
    county = Region.objects.filter(name=who.county, level=RegionLevel.COUNTY).first()
    if county is None:
        prefix = f"{who.county[-2:-1]}助企"
        county = add_region(who.county, RegionLevel.COUNTY, actor=actor, prefix=prefix)
    key = naming.unit_key(who.unit, county.name)
    unit = Unit.objects.filter(region=county, name_key=key).first()
    if unit is None:
        unit = add_unit(UnitFacts(who.unit, "department", county), actor=actor)
    post = NewPosting(unit, who.role, actor.today)
    cadre = add_person(PersonFacts(who.name, who.phone), post, actor=actor)
    return issue_codes([cadre], actor=actor)[0]
