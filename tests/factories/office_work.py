"""Rows of the office's own work: tasks, decisions of meetings, uses of results, findings."""

from __future__ import annotations

from datetime import date

import factory

from cases.models import BoardDecision, Indicator, IndicatorFinding, OfficeTask, ResultUse
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


class IndicatorFactory(RowFactory):
    """One of the first level."""

    class Meta:
        model = Indicator

    county = factory.SubFactory(CountyFactory)
    level = 1
    path = factory.Sequence(lambda n: f"获得电力{n + 1}")
    basis = "2026年河南省营商环境评价指标体系"


class IndicatorFindingFactory(RowFactory):
    """An open one that a unit has to answer."""

    class Meta:
        model = IndicatorFinding

    unit = factory.SubFactory(UnitFactory)
    county = factory.SelfAttribute("unit.region")
    indicator = factory.SubFactory(IndicatorFactory, county=factory.SelfAttribute("..county"))
    evaluation = "2026年第一季度营商环境调度"
    found_on = MONDAY
    text = "低压接入平均时长没有佐证。"
    due_on = date(2026, 3, 20)
    filed_by = factory.SubFactory(CadreFactory)
    filed_at = moment(MONDAY)
