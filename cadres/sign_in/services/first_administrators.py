"""The first administrators: an installation begins without any account."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from cadres.errors import Conflict
from cadres.models import Cadre, Posting, Region, RegionLevel, Unit
from cadres.people.rules import naming
from cadres.people.services.people import PersonFacts, add_person
from cadres.people.services.postings import NewPosting
from cadres.people.services.regions import add_region
from cadres.people.services.units import UnitFacts, add_unit
from cadres.sign_in.services.one_time_codes import Slip, issue_codes
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer

ALREADY = (
    "{who.name}已经是{unit}的{who.role.label}（账号 {account}）。"
    "忘记密码的，由另外两名管理员在“双人办理”里重置；"
    "没有别的管理员可办的，加 --reset 重新发放口令。"
)


@dataclass(frozen=True, slots=True)
class Beginner:
    """Who shall administer, and for which county."""

    name: str
    phone: str
    role: Role
    unit: str
    county: str
    # One who has a password keeps it, unless nobody else is left to reset it.
    is_reset: bool = False


@transaction.atomic
def add_administrator(who: Beginner, *, actor: Viewer) -> Slip:
    """Enter an administrator with county and unit where they are missing; return the code.

    Whoever was entered already stays one account: a lost slip is printed anew.
    """
    county = Region.objects.filter(name=who.county, level=RegionLevel.COUNTY).first()
    if county is None:
        prefix = f"{who.county[-2:-1]}助企"
        county = add_region(who.county, RegionLevel.COUNTY, actor=actor, prefix=prefix)
    key = naming.unit_key(who.unit, county.name)
    unit = Unit.objects.filter(region=county, name_key=key).first()
    if unit is None:
        unit = add_unit(UnitFacts(who.unit, "department", county), actor=actor)
    cadre = _entered_before(who, unit, actor)
    if cadre is None:
        post = NewPosting(unit, who.role, actor.today)
        cadre = add_person(PersonFacts(who.name, who.phone), post, actor=actor)
    elif cadre.has_usable_password() and not who.is_reset:
        raise Conflict(ALREADY.format(who=who, unit=unit, account=cadre.account))
    return issue_codes([cadre], actor=actor)[0]


def _entered_before(who: Beginner, unit: Unit, actor: Viewer) -> Cadre | None:
    held = Posting.objects.in_force(actor.today).holding(who.role).filter(unit=unit)
    post = held.filter(cadre__name=who.name.strip()).select_related("cadre").first()
    return post.cadre if post else None
