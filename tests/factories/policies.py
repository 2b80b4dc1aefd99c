"""One policy."""

from __future__ import annotations

from datetime import date

import factory

from cases.models import Policy, PolicyCondition
from tests.factories.people import UnitFactory, moment
from tests.factories.rows import RowFactory

FILED_ON = date(2026, 3, 2)


class PolicyFactory(RowFactory):
    """One in force without an end, for everybody; `sizes` and the like limit it."""

    class Meta:
        model = Policy
        skip_postgeneration_save = True

    unit = factory.SubFactory(UnitFactory)
    county = factory.SelfAttribute("unit.region")
    title = factory.Sequence(lambda n: f"设备更新补贴（{n}）")
    issuer = "县人民政府办公室"
    text = "更新设备按投资额的百分之五补贴。"
    apply_at = "县政务服务大厅惠企专窗"
    filed_at = moment(FILED_ON)

    @factory.post_generation
    def conditions(self, create, given, **kinds):
        for kind, values in kinds.items():
            PolicyCondition.objects.create(policy=self, kind=kind, values=values)
