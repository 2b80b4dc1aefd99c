"""One row of 明察暗访."""

from __future__ import annotations

from datetime import date

import factory

from cases.inspections.rules.inspections import Manner
from cases.models import Inspection
from tests.factories.people import CadreFactory, UnitFactory, moment
from tests.factories.rows import RowFactory

FOUND_ON = date(2026, 3, 2)


class InspectionFactory(RowFactory):
    """An open one, filed on the day on which it was found."""

    class Meta:
        model = Inspection

    unit = factory.SubFactory(UnitFactory)
    county = factory.SelfAttribute("unit.region")
    year = FOUND_ON.year
    serial = factory.Sequence(lambda n: n + 1)
    found_on = FOUND_ON
    manner = Manner.OPEN
    place = "县政务服务大厅供电窗口"
    inspectors = "孙涛"
    text = "窗口无人值守。"
    filed_by = factory.SubFactory(CadreFactory)
    filed_at = moment(FOUND_ON)
