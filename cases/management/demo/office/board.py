"""The demo's daily board and register: a decision that is done, one that waits, calls, uses."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from cases.management.demo import texts
from cases.management.demo.people import Cast
from cases.management.demo.ticket_histories import DISPATCHER, Course
from cases.office_work.rules import weeks
from cases.office_work.rules.results import UseKind
from cases.office_work.rules.tasks import TaskKind
from cases.office_work.selectors import board, sources
from cases.office_work.services.board import Decided, record_call, record_decision
from cases.office_work.services.results import Use, record_use
from cases.office_work.services.tasks import Planned, finish_task, plan_tasks
from cases.tickets.selectors import tickets

MEETING = "县助企办日调度会"
FRIDAY = timedelta(days=4)
DONE = "用工缺口 20 人以上的企业，由县人社局一企一策对接"
WAITS = "园区变压器增容，供电公司每天报进度"
CALL = "已打电话，承办单位答复正在办理，到期前反馈。"


def course(cast: Cast, now: datetime) -> Course:
    """Decided last week and done; decided today and not begun; calls about what falls due."""
    before = now - timedelta(days=5)
    yield before
    _done(cast, before)
    last = now - timedelta(minutes=9)
    yield last
    clerk = cast.viewer(DISPATCHER, last)
    given = Decided(timezone.localdate(last), MEETING, WAITS)
    record_decision(given, actor=clerk, county=cast.county)
    for day in board.of_today(seen_by=clerk).days:
        for one in day.tickets[:1]:
            record_call(tickets.fetch(one.line.pk, seen_by=clerk), actor=clerk, text=CALL)
    for use in _uses(cast, last):
        record_use(use, actor=clerk, county=cast.county)


def _done(cast: Cast, at: datetime) -> None:
    clerk = cast.viewer(DISPATCHER, at)
    on = timezone.localdate(at)
    row = record_decision(Decided(on, MEETING, DONE), actor=clerk, county=cast.county)
    (origin,) = sources.of_decision(row.pk, seen_by=clerk)
    week_on = weeks.monday_of(on)
    unit = cast.units[texts.LABOUR]
    given = Planned(week_on, TaskKind.OWN, DONE, unit, "韩梅", week_on + FRIDAY, origin)
    (task,) = plan_tasks([given], actor=clerk, county=cast.county).tasks
    finish_task(task, actor=clerk, why="已对接 4 家，签订用工意向 63 人。", done_on=on)


def _uses(cast: Cast, at: datetime) -> list[Use]:
    decided = timezone.localdate(at) - timedelta(days=6)
    published = decided - timedelta(days=12)
    result = "前三季度办结情况通报"
    return [
        Use(
            UseKind.PRAISE, result, "召助企办通〔2026〕3号", published,
            cast.units[texts.FINANCE], "对按时办结率高、企业评价好的单位通报表扬。",
            "南召县助企办", "关于表扬前三季度办结质量较好单位的通报",
            "召助企办通〔2026〕5号", decided,
        ),
        Use(
            UseKind.ASSESSMENT, result, "召助企办通〔2026〕3号", published, None,
            "纳入各单位年度考核营商环境一项，由考核机关按其办法计算。",
            "南召县委考核办", "关于做好年度考核有关工作的通知", "召考办〔2026〕11号", decided,
        ),
    ]  # fmt: skip
