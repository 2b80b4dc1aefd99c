"""A task of the double list, a decision of a meeting, a use of a published result."""

from __future__ import annotations

from datetime import date

import factory

from cases.models import BoardDecision, OfficeTask, ResultUse
from cases.office_work.rules.results import UseKind
from cases.office_work.rules.tasks import TaskKind
from tests.factories.people import CadreFactory, CountyFactory, UnitFactory, moment
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


class BoardDecisionFactory(RowFactory):
    """One of which nothing was made yet."""

    class Meta:
        model = BoardDecision

    county = factory.SubFactory(CountyFactory)
    decided_on = MONDAY
    meeting = "日调度会"
    text = "县供电公司本周完成增容"
    filed_by = factory.SubFactory(CadreFactory)
    filed_at = moment(MONDAY)


class ResultUseFactory(RowFactory):
    """One that concerns a unit."""

    class Meta:
        model = ResultUse

    unit = factory.SubFactory(UnitFactory)
    county = factory.SelfAttribute("unit.region")
    kind = UseKind.ASSESSMENT
    result = "2025年办结情况通报"
    published_on = date(2026, 1, 20)
    used_for = "作为单位年度考核的依据。"
    organ = "县委考核办"
    document = "关于2025年度考核有关事项的通知"
    document_number = "召考办〔2026〕3号"
    decided_on = date(2026, 2, 27)
    filed_by = factory.SubFactory(CadreFactory)
    filed_at = moment(MONDAY)
