"""The cast: the same people in every test, each in one post of the same county."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Model
from django.utils import timezone

from cadres.models import Cadre, Region, RegionLevel, Unit, UnitKind
from cadres.pages.models.prepared import ID, Prepared
from cadres.pages.models.prepared_insert import written
from cadres.people.selectors import viewers
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.letters.exchange import font_files
from cases.models import LetterFaces
from tests.factories.people import (
    CadreFactory,
    CountyFactory,
    PostingFactory,
    RegionFactory,
    UnitFactory,
    moment,
)
from tests.factories.repeated import repeated
from tests.factories.rows import names_of, read

NAME = "a name that nothing has"
_COUNTIES = Prepared(
    lambda name: Region.objects.filter(name=name).order_by("pk").values(*names_of(Region)), NAME
)
_UNITS = Prepared(
    lambda region, name: (
        Unit.objects.filter(region=region, name=name).order_by("pk").values(*names_of(Unit))
    ),
    *(ID, NAME),
)


@dataclass(frozen=True)
class Person:
    """Somebody with a post; `viewer(on)` is how the software sees them at ten that morning.

    Pages read the clock: what is done before a page is opened is done by `viewer_now()`.
    """

    cadre: Cadre
    unit: Unit
    county: Region

    def viewer(self, on: date, hour: int = 10) -> Viewer:
        return viewers.build(self.cadre, at=moment(on, hour))

    def viewer_now(self) -> Viewer:
        return viewers.build(self.cadre, at=timezone.now())


def county() -> Region:
    """南召县 in its city and province, made once a test."""
    found = _COUNTIES("南召县")
    if found:
        return read(Region, found[0])
    *_, county = repeated(("county", font_files.standing().said), _county)
    return county


def _county() -> list[Model]:
    province = RegionFactory(name="河南省", level=RegionLevel.PROVINCE)
    city = RegionFactory(name="南阳市", level=RegionLevel.CITY, parent=province)
    county = CountyFactory(name="南召县", parent=city, number_prefix="召助企")
    return [province, city, agree_to_faces(county), county]


def agree_to_faces(county: Region) -> LetterFaces:
    """The machine that runs the tests need not have the faces of official letters."""
    return written(
        LetterFaces(county=county, faces=font_files.standing().said, agreed_at=timezone.now())
    )


def unit(name: str, kind: str = UnitKind.DEPARTMENT, region: Region | None = None) -> Unit:
    place = region or county()
    found = _UNITS(place.pk, name)
    if found:
        unit = read(Unit, found[0])
    elif region:
        return _unit(name, kind, region)
    else:
        (unit,) = repeated(("unit", place.pk, name, kind), lambda: [_unit(name, kind, place)])
    unit.region = place
    return unit


def _unit(name: str, kind: str, place: Region) -> Unit:
    return UnitFactory(region=place, name=name, name_key=name, kind=kind)


def person(name: str, role: Role, where: Unit) -> Person:
    """A person of this name in one post."""
    cadre, _ = repeated(("person", where.pk, name, role), lambda: _person(name, role, where))
    return Person(cadre, where, where.region)


def _person(name: str, role: Role, where: Unit) -> list[Model]:
    cadre = CadreFactory(name=name)
    return [cadre, PostingFactory(cadre=cadre, unit=where, role=role)]
