"""Regions, units, people: each call makes one valid thing."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import partial
from itertools import count
from zoneinfo import ZoneInfo

import factory
from django.db import connection
from django.db.models import Model

from cadres.encryption.models.encrypted_text import blind_key
from cadres.models import Cadre, Delegation, Posting, Region, RegionLevel, Unit, UnitKind
from cadres.search.rules.finding import find_text
from cadres.viewers.rules.roles import Role
from tests.factories.rows import RowFactory

SHANGHAI = ZoneInfo("Asia/Shanghai")
LONG_AGO = date(2020, 1, 1)
_phones = count(13800000000)


def moment(on: date, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.combine(on, time(hour, minute), tzinfo=SHANGHAI)


def next_number(model: type[Model]) -> int:
    """The number that the next row of this table gets, taken before the row is written.

    A path ends in the row's own number: known beforehand, the row is written once.
    """
    with connection.cursor() as cursor:
        table = model._meta.db_table
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        return cursor.fetchone()[0]


class PlaceFactory(RowFactory):
    """A place in a tree, below its parent where it has one."""

    class Meta:
        abstract = True

    parent = None
    path = factory.LazyAttribute(lambda o: f"{o.parent.path if o.parent else '/'}{o.pk}/")


class RegionFactory(PlaceFactory):
    class Meta:
        model = Region

    pk = factory.LazyFunction(partial(next_number, Region))
    name = factory.Sequence(lambda n: f"第{n}县")
    level = RegionLevel.COUNTY


class CountyFactory(RegionFactory):
    number_prefix = factory.Sequence(lambda n: f"县{n}助企")


class TownshipFactory(RegionFactory):
    level = RegionLevel.TOWNSHIP
    name = factory.Sequence(lambda n: f"第{n}镇")
    parent = factory.SubFactory(CountyFactory)


class UnitFactory(PlaceFactory):
    class Meta:
        model = Unit

    pk = factory.LazyFunction(partial(next_number, Unit))
    region = factory.SubFactory(CountyFactory)
    name = factory.Sequence(lambda n: f"第{n}局")
    name_key = factory.SelfAttribute("name")
    find_text = factory.LazyAttribute(lambda o: find_text([o.name, o.name_key]))
    kind = UnitKind.DEPARTMENT


class CadreFactory(RowFactory):
    class Meta:
        model = Cadre

    account = factory.Sequence(lambda n: f"person{n}")
    name = factory.Sequence(lambda n: f"张{n}")
    phone = factory.LazyFunction(lambda: str(next(_phones)))
    phone_key = factory.LazyAttribute(lambda o: blind_key(o.phone))
    created_at = moment(LONG_AGO)


class PostingFactory(RowFactory):
    class Meta:
        model = Posting

    cadre = factory.SubFactory(CadreFactory)
    unit = factory.SubFactory(UnitFactory)
    role = Role.CADRE
    from_on = LONG_AGO


class DelegationFactory(RowFactory):
    class Meta:
        model = Delegation

    posting = factory.SubFactory(PostingFactory, role=Role.UNIT_HEAD)
    principal = factory.SelfAttribute("posting.cadre")
    deputy = factory.SubFactory(CadreFactory)
    from_on = LONG_AGO
    to_on = LONG_AGO
    reason = "外出学习"
    made_by = factory.SelfAttribute("principal")
    made_at = moment(LONG_AGO, hour=0)
