"""The cast and what every test may stand on."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.cache import caches
from hypothesis import HealthCheck, settings

from cadres.models import UnitKind
from cadres.submissions.services import shared_arrivals
from cadres.viewers.rules.roles import Role
from config import health
from config.processes import presence
from tests import cast
from tests.cast import Person
from tests.visitor import Visitor

pytest_plugins = [
    "tests.committed",
    "tests.stack",
    "tests.cases.leads.furnished",
    "tests.postbox",
    "tests.unpacked",
]

# How quickly examples are made says how busy the machine is, and nothing of what they show.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def health_looks_anew(monkeypatch) -> None:
    """Its answer lasts for a moment; no test reads that of the one before."""
    monkeypatch.setattr(health, "_lately", health._Lately())


@pytest.fixture
def nothing_counted(monkeypatch) -> None:
    """Nobody has come yet, and no stretch of the clock ends before the test: counts of its own, in
    the cache that all test processes share."""
    monkeypatch.setattr(caches["default"], "key_prefix", uuid4().hex)
    key = shared_arrivals._key
    monkeypatch.setattr(shared_arrivals, "_key", lambda name, caller, _: key(name, caller, 0))


@pytest.fixture
def everything_runs(monkeypatch) -> None:
    """Worker and timetable have said that they are there, for as long as the test takes and to it
    alone: all test processes share the cache."""
    own = uuid4().hex
    monkeypatch.setattr(presence, "_key", lambda part: f"seen:{own}:{part}")
    monkeypatch.setattr(presence, "LATELY", 3600.0)
    for part in presence.PARTS:
        presence.report(part)


@pytest.fixture
def client() -> Visitor:
    return Visitor()


@pytest.fixture
def dispatcher(db) -> Person:
    """A clerk of the campaign office (县助企办)."""
    return cast.person("陈静", Role.OFFICE_CLERK, cast.unit("县助企办", UnitKind.OFFICE))


@pytest.fixture
def caller(db) -> Person:
    """Another clerk of the office, who dispatched nothing."""
    return cast.person("赵敏", Role.OFFICE_CLERK, cast.unit("县助企办", UnitKind.OFFICE))


@pytest.fixture
def office_head(db) -> Person:
    return cast.person("马超", Role.OFFICE_HEAD, cast.unit("县助企办", UnitKind.OFFICE))


@pytest.fixture
def handler(db) -> Person:
    """The clerk of the handling unit."""
    return cast.person("李娟", Role.UNIT_CLERK, cast.unit("县供电公司"))


@pytest.fixture
def head(db) -> Person:
    """The head of the handling unit."""
    return cast.person("王强", Role.UNIT_HEAD, cast.unit("县供电公司"))


@pytest.fixture
def liaison(db) -> Person:
    """An assisting cadre (助企干部); tests say which enterprise is covered."""
    return cast.person("张伟", Role.CADRE, cast.unit("县工信局"))


@pytest.fixture
def leader(db) -> Person:
    return cast.person("刘洋", Role.LEADER, cast.unit("县政府", UnitKind.LEADERSHIP))


@pytest.fixture
def supervisor(db) -> Person:
    return cast.person("孙涛", Role.SUPERVISOR, cast.unit("县督查室", UnitKind.INSPECTORATE))


@pytest.fixture
def supervision_head(db) -> Person:
    """The head of the supervising organ (督查机构)."""
    return cast.person("韩松", Role.SUPERVISOR_HEAD, cast.unit("县督查室", UnitKind.INSPECTORATE))


@pytest.fixture
def centre(db) -> Person:
    """A clerk of the 政务服务中心, who follows what windows are rated."""
    return cast.person("柳青", Role.CENTRE_CLERK, cast.unit("县政务服务中心"))


@pytest.fixture
def centre_other(db) -> Person:
    """Another clerk of the centre, who handled nothing."""
    return cast.person("梁洁", Role.CENTRE_CLERK, cast.unit("县政务服务中心"))


@pytest.fixture
def centre_head(db) -> Person:
    return cast.person("龙海", Role.CENTRE_HEAD, cast.unit("县政务服务中心"))


@pytest.fixture
def officer(db) -> Person:
    """A discipline officer (纪检干部)."""
    return cast.person("周正", Role.OFFICER, cast.unit("县纪委监委", UnitKind.DISCIPLINE))


@pytest.fixture
def sysadmin(db) -> Person:
    return cast.person("吴系统", Role.SYSTEM_ADMIN, cast.unit("县政务服务局"))


@pytest.fixture
def secadmin(db) -> Person:
    return cast.person("郑安全", Role.SECURITY_ADMIN, cast.unit("县政务服务局"))


@pytest.fixture
def auditor(db) -> Person:
    return cast.person("冯审计", Role.AUDIT_ADMIN, cast.unit("县政务服务局"))


@pytest.fixture
def outsider(db) -> Person:
    """A clerk of another unit of the same county, who has no part in anything."""
    return cast.person("钱多", Role.UNIT_CLERK, cast.unit("县气象局"))


@pytest.fixture
def stranger(db) -> Person:
    """A clerk of the campaign office of another county."""
    elsewhere = cast.unit("邻县助企办", UnitKind.OFFICE, region=cast.CountyFactory(name="邻县"))
    return cast.person("外人", Role.OFFICE_CLERK, elsewhere)
