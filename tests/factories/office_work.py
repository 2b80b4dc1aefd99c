"""One task of the double list."""

from __future__ import annotations

from datetime import date

import factory

from cases.models import OfficeTask
from cases.office_work.rules.tasks import TaskKind
from tests.factories.people import CadreFactory, UnitFactory, moment
from tests.factories.rows import RowFactory

MONDAY = date(2026, 3, 2)


class OfficeTaskFactory(RowFactory):
    """A planned one of the first week of March, due on its Friday."""

    class Meta:
        model = OfficeTask

    unit = factory.SubFactory(UnitFactory)
    county = factory.SelfAttribute("unit.region")
    week_on = MONDAY
    kind = TaskKind.SET
    text = factory.Sequence(lambda n: f"走访规上工业企业 {n + 1} 家")
    owner_name = "李娟"
    due_on = date(2026, 3, 6)
    filed_by = factory.SubFactory(CadreFactory)
    filed_at = moment(MONDAY)
