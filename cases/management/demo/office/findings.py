"""The demo's indicators with their lead units, and two findings of an evaluation: one answered,
one that waits."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from cadres.submissions.selectors import edits
from cadres.viewers.rules.roles import Role
from cases.management.demo import texts
from cases.management.demo.people import Cast
from cases.management.demo.ticket_histories import DISPATCHER, Course
from cases.models import Indicator
from cases.office_work.rules.findings import EvidenceKind
from cases.office_work.selectors import indicator_leads
from cases.office_work.services.findings import (
    Found,
    Shown,
    add_evidence,
    close_finding,
    file_finding,
    list_indicators,
)
from cases.office_work.services.indicator_leads import Leading, set_lead

BASIS = "营商环境评价指标体系（演示）"
ROWS = """获得电力\t接入便利度\t低压接入平均时长
\t\t高压接入平均时长
\t供电可靠性
获得信贷\t融资对接\t首贷企业户数
劳动力市场监管\t用工服务\t用工需求响应时长
"""
LED_BY = "关于明确营商环境指标牵头单位的通知（演示）"
LEADS = (("获得电力", texts.POWER), ("获得信贷", texts.INDUSTRY), ("劳动力市场监管", texts.LABOUR))
ROUND = "第三季度营商环境指标调度"
FOUND = (
    ("低压接入平均时长", texts.POWER, "没有提供低压接入的逐户台账，时长无法核对。"),
    ("用工需求响应时长", texts.LABOUR, "响应时长只有汇总数，没有登记和答复的日期。"),
)


def course(cast: Cast, now: datetime) -> Course:
    """Listed and found a fortnight ago; the power company has answered."""
    at = now - timedelta(days=13)
    yield at
    clerk = cast.viewer(DISPATCHER, at)
    list_indicators(ROWS, BASIS, actor=clerk, county=cast.county)
    for name, unit in LEADS:
        _lead(cast, name, unit, at)
    on = timezone.localdate(at)
    rows = [file_finding(_found(cast, one, on), actor=clerk, county=cast.county) for one in FOUND]
    at = now - timedelta(days=4)
    yield at
    unit = cast.viewer(cast.of(texts.POWER, Role.UNIT_CLERK), at)
    material = Shown(EvidenceKind.MATERIAL, "低压接入台账 87 户，平均 2.4 个工作日。")
    add_evidence(rows[0], material, [], actor=unit)
    source, as_of = "邻县供电公司公开数据", timezone.localdate(at)
    frontier = Shown(EvidenceKind.FRONTIER, "对标先进县", "1.8 个工作日", source, as_of)
    add_evidence(rows[0], frontier, [], actor=unit)
    why = "台账逐户可核，予以采信。"
    close_finding(rows[0], actor=cast.viewer(DISPATCHER, at + timedelta(hours=2)), why=why)


def _lead(cast: Cast, name: str, unit: str, at: datetime) -> None:
    clerk = cast.viewer(DISPATCHER, at)
    row = Indicator.objects.get(county=cast.county, path=name)
    read = edits.read(row, indicator_leads.facts(None), seen_by=clerk)
    force = cast.units[texts.TASK_FORCE]
    said = Leading(cast.units[unit], force, timezone.localdate(at), LED_BY)
    set_lead(row, said, actor=clerk, read=read)


def _found(cast: Cast, one: tuple[str, str, str], on: date) -> Found:
    name, unit, text = one
    indicator = Indicator.objects.get(county=cast.county, path__endswith=name)
    due_on = on + timedelta(days=20)
    return Found(
        indicator, ROUND, on, text, cast.units[unit], due_on, f"评价-{FOUND.index(one) + 1}"
    )
