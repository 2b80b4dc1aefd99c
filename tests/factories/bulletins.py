"""A bulletin that is drafted, without any figures."""

from __future__ import annotations

from datetime import date

import factory

from cases.bulletins.rules.kinds import BulletinKind
from cases.models import Bulletin, UnitCard
from tests.factories.people import CadreFactory, CountyFactory, UnitFactory, moment
from tests.factories.rows import RowFactory

CUTOFF = date(2026, 3, 31)


class BulletinFactory(RowFactory):
    """A draft of somebody else."""

    class Meta:
        model = Bulletin

    county = factory.SubFactory(CountyFactory)
    kind = BulletinKind.MONTHLY
    since = CUTOFF.replace(day=1)
    cutoff_on = CUTOFF
    title = "关于2026年3月企业诉求办理情况的通报"
    body = "现将办理情况通报如下。"
    figures = factory.LazyFunction(lambda: {"definitions": [], "tables": [], "tickets": {}})
    digest = "0" * 64
    drafted_by = factory.SubFactory(CadreFactory)
    drafted_at = moment(CUTOFF)


class UnitCardFactory(RowFactory):
    """A yellow card of a unit, beside a bulletin of an earlier month."""

    class Meta:
        model = UnitCard

    class Params:
        county = factory.SubFactory(CountyFactory)

    bulletin = factory.SubFactory(
        BulletinFactory,
        county=factory.SelfAttribute("..county"),
        since=date(2026, 2, 1),
        cutoff_on=date(2026, 2, 28),
    )
    unit = factory.SubFactory(UnitFactory)
    colour = "yellow"
    overdue = 3
    shown_at = moment(CUTOFF)
