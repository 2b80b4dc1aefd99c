"""The demo's 一把手走流程: four problems with nine measures, from the ledger of a week."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import StringIO

from django.utils import timezone

from cadres.viewers.rules.roles import Role
from cadres.workbooks.exchange import sheets
from cases.ledgers.exchange import imports
from cases.ledgers.exchange.imports import Ledgers
from cases.ledgers.rules.imports import Kind
from cases.management.demo import texts
from cases.management.demo.people import Cast
from cases.management.demo.ticket_histories import DISPATCHER, Course
from cases.models import Measure
from cases.tickets.services.handling.results import finish_measure

HEAD = (
    *("问题编号", "问题", "走流程时间", "走流程人", "牵头单位", "配合单位"),
    *("整改举措", "责任人", "完成时限"),
)
# Days from the day of the walk: by when, and done when; no day where it is not done.
PROBLEMS = (
    (
        "走流程-01", "不动产登记在两个窗口各交一遍执照复印件。", "王局长", texts.LAND, texts.DATA,
        (
            ("两个窗口共用一套收件，执照调用电子证照", "李娟", 15, "已合并收件。", 12),
            ("办事指南删去执照复印件一项", "赵敏", 10, "办事指南已改并公布。", 8),
        ),
    ),
    (
        "走流程-02", "用电报装进度只能打电话问，网上查不到。", "刘主任", texts.POWER, "",
        (
            ("报装五个环节的时间在网上公开", "王强", 20, "已在掌上营业厅公开。", 16),
            ("每到一个环节给企业发短信", "王强", 40, "", None),
        ),
    ),
    (
        "走流程-03", "用工补贴申请表要填三遍同样的内容。", "陈局长", texts.LABOUR, "",
        (
            ("三张表合成一张", "周芳", 12, "新表已启用。", 18),
            ("系统带出企业基本信息", "周芳", 16, "", None),
            ("窗口人员帮办填写", "孙丽", 10, "已安排两名帮办员。", 9),
        ),
    ),
    (
        "走流程-04", "企业变更登记后，刻章要另跑一趟。", "何局长", texts.MARKET, texts.DATA,
        (
            ("变更登记窗口代收刻章申请", "郑涛", 45, "", None),
            ("与刻章点商定送达时间", "郑涛", 30, "", None),
        ),
    ),
)  # fmt: skip


def course(cast: Cast, now: datetime) -> Course:
    """Walked four weeks ago, and brought in that night; since then the units have done some of it.

    At night, because a ledger knows the day alone: whatever is filed that day comes after it.
    """
    at = timezone.localtime(now - timedelta(days=28)).replace(hour=0, minute=5)
    yield at
    _bring(cast, at)
    for days, unit, text, told in sorted(_done()):
        then = (at + timedelta(days=days)).replace(hour=15)
        yield then
        measure = Measure.objects.get(text=text, ticket__county=cast.county)
        clerk = cast.viewer(cast.of(unit, Role.UNIT_CLERK), then)
        finish_measure(measure, actor=clerk, evidence=told)


def _bring(cast: Cast, at: datetime) -> None:
    out = StringIO()
    csv.writer(out).writerows([HEAD, *_rows(timezone.localdate(at))])
    book = sheets.read(out.getvalue().encode(), "一把手走流程台账.csv")
    ledgers = Ledgers({Kind.WALKS: book}, region=cast.county)
    imports.bring_in(ledgers, actor=cast.viewer(DISPATCHER, at))


def _rows(walked: date) -> Iterator[tuple[str, ...]]:
    for number, text, leader, unit, helper, measures in PROBLEMS:
        problem = (number, text, walked.isoformat(), leader, unit, helper)
        for measure, owner, due, _, _ in measures:
            yield (*problem, measure, owner, (walked + timedelta(days=due)).isoformat())


def _done() -> Iterator[tuple[int, str, str, str]]:
    for *_, unit, _, measures in PROBLEMS:
        for text, _, _, told, days in measures:
            if days is not None:
                yield days, unit, text, told
