"""The cast: the same people in every test, each in one post of the same county."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
    province = RegionFactory(name="河南省", level=RegionLevel.PROVINCE)
    city = RegionFactory(name="南阳市", level=RegionLevel.CITY, parent=province)
    county = CountyFactory(name="南召县", parent=city, number_prefix="召助企")
    agree_to_faces(county)
    return county


def agree_to_faces(county: Region) -> None:
    """The machine that runs the tests need not have the faces of official letters."""
    written(LetterFaces(county=county, faces=font_files.standing().said, agreed_at=timezone.now()))


def unit(name: str, kind: str = UnitKind.DEPARTMENT, region: Region | None = None) -> Unit:
    place = region or county()
    found = _UNITS(place.pk, name)
    if not found:
        return UnitFactory(region=place, name=name, name_key=name, kind=kind)
    unit = read(Unit, found[0])
    unit.region = place
    return unit


def person(name: str, role: Role, where: Unit) -> Person:
    """A person of this name in one post."""
    cadre = CadreFactory(name=name)
    PostingFactory(cadre=cadre, unit=where, role=role)
    return Person(cadre, where, where.region)
