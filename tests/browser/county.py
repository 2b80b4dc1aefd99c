"""One county with everybody in it, each with a password that the site accepts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from cadres.models import Region, RegionLevel, Unit, UnitKind
from cadres.viewers.rules.roles import Role
from cases.models import Category
from enterprises.models import Enterprise
from tests import cast
from tests.cast import Person
from tests.factories.cases import CategoryFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.people import CountyFactory, RegionFactory, TownshipFactory
from tests.running import KEPT_PASSWORD

_made = count(1)


@dataclass(frozen=True)
class County:
    """Who is there, and the enterprise that the assisting cadre covers."""

    region: Region
    handling: Unit
    enterprise: Enterprise
    category: Category
    dispatcher: Person
    caller: Person
    handler: Person
    colleague: Person
    head: Person
    liaison: Person
    leader: Person
    supervisor: Person
    office_head: Person
    officer: Person
    officer_head: Person
    outsider: Person
    sysadmin: Person
    secadmin: Person
    auditor: Person


def made() -> County:
    """Make 南召县 once more, in a city of its own."""
    city = RegionFactory(name=f"第{next(_made)}市", level=RegionLevel.CITY)
    region = CountyFactory(name="南召县", parent=city)
    cast.agree_to_faces(region)
    town = TownshipFactory(name="城关镇", parent=region)
    place = {
        name: cast.unit(name, kind, region)
        for name, kind in (
            ("县助企办", UnitKind.OFFICE),
            ("县供电公司", UnitKind.DEPARTMENT),
            ("县工信局", UnitKind.DEPARTMENT),
            ("县气象局", UnitKind.DEPARTMENT),
            ("县政府", UnitKind.LEADERSHIP),
            ("县督查室", UnitKind.INSPECTORATE),
            ("县纪委监委", UnitKind.DISCIPLINE),
            ("县政务服务局", UnitKind.DEPARTMENT),
        )
    }
    enterprise = EnterpriseFactory(name="恒信达艾草制品有限公司", county=region, township=town)
    enterprise.contacts.create(name="周强", phone="13700001111")
    liaison = _person("张伟", Role.CADRE, place["县工信局"])
    AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)
    return County(
        region=region,
        handling=place["县供电公司"],
        enterprise=enterprise,
        category=CategoryFactory(),
        dispatcher=_person("陈静", Role.OFFICE_CLERK, place["县助企办"]),
        caller=_person("赵敏", Role.OFFICE_CLERK, place["县助企办"]),
        handler=_person("李娟", Role.UNIT_CLERK, place["县供电公司"]),
        colleague=_person("李梅", Role.UNIT_CLERK, place["县供电公司"]),
        head=_person("王强", Role.UNIT_HEAD, place["县供电公司"]),
        liaison=liaison,
        leader=_person("刘洋", Role.LEADER, place["县政府"]),
        supervisor=_person("孙涛", Role.SUPERVISOR, place["县督查室"]),
        office_head=_person("马超", Role.OFFICE_HEAD, place["县助企办"]),
        officer_head=_person("郑正", Role.OFFICER_HEAD, place["县纪委监委"]),
        officer=_person("周正", Role.OFFICER, place["县纪委监委"]),
        outsider=_person("钱多", Role.UNIT_CLERK, place["县气象局"]),
        sysadmin=_person("吴系统", Role.SYSTEM_ADMIN, place["县政务服务局"]),
        secadmin=_person("郑安全", Role.SECURITY_ADMIN, place["县政务服务局"]),
        auditor=_person("冯审计", Role.AUDIT_ADMIN, place["县政务服务局"]),
    )


def _person(name: str, role: Role, where: Unit) -> Person:
    person = cast.person(name, role, where)
    person.cadre.password = KEPT_PASSWORD
    person.cadre.save(update_fields=["password"])
    return person
