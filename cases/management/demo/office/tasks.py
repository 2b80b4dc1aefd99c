"""The demo's double lists (双清单): three weeks of tasks, most done, one carried over each week."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cases.management.demo import texts
from cases.management.demo.people import Cast
from cases.management.demo.ticket_histories import DISPATCHER, Course
from cases.models import OfficeTask, Ticket
from cases.office_work.rules import weeks
from cases.office_work.rules.tasks import TaskKind
from cases.office_work.selectors import sources
from cases.office_work.services.tasks import Planned, carry_task, finish_task, plan_tasks
from cases.tickets.rules.workflow import State

LISTED = time(16, 30)
FRIDAY = timedelta(days=4)
# Task, kind, unit, owner; what came of it, where it was done within its week.
WEEKS = (
    (
        ("走访规上工业企业 6 家，填写走访记录", TaskKind.SET, texts.INDUSTRY, "袁媛",
         "已走访 6 家，提出问题 2 件，均已登记工单。"),
        ("核对超期工单，逐件写明下一步", TaskKind.SET, texts.OFFICE, "赵敏",
         "已核对，逐件联系承办单位。"),
        ("园区变压器增容现场勘查", TaskKind.OWN, texts.POWER, "李娟", ""),
    ),
    (
        ("重点企业用工需求摸底，更新需求清单", TaskKind.SET, texts.LABOUR, "韩梅",
         "已更新，新增用工需求 46 人。"),
        ("银企对接会，邀请 8 家企业参加", TaskKind.OWN, texts.FINANCE, "许婷",
         "已召开，3 家达成意向。"),
        ("不动产登记办理时限公示", TaskKind.SET, texts.LAND, "宋涛", ""),
    ),
    (
        ("走访新建项目 3 个，核对要素保障情况", TaskKind.SET, texts.INDUSTRY, "袁媛", ""),
        ("汇总本周企业问题，起草周通报", TaskKind.SET, texts.OFFICE, "陈静", ""),
        ("惠企政策宣讲一场", TaskKind.OWN, texts.FINANCE, "许婷", ""),
    ),
)  # fmt: skip
WHY = "设备和人员当周另有安排，已与企业约定下周。"


def course(cast: Cast, now: datetime) -> Course:
    """Each Friday the old list is summed up, and the next one planned."""
    running = weeks.monday_of(timezone.localdate(now))
    first = running - weeks.WEEK * (len(WEEKS) - 1)
    open_ones: list[OfficeTask] = []
    for number, rows in enumerate(WEEKS):
        monday = first + weeks.WEEK * number
        at = _on(monday - timedelta(days=3), LISTED)
        yield at
        open_ones = _summed_up(cast, open_ones, at)
        open_ones += _planned(cast, rows, monday, at)
    yield at + timedelta(minutes=20)
    _of_a_ticket(cast, running, at + timedelta(minutes=20))


def _planned(cast: Cast, rows: tuple, monday: date, at: datetime) -> list[OfficeTask]:
    given = [
        Planned(monday, kind, text, cast.units[unit], owner, monday + FRIDAY)
        for text, kind, unit, owner, _ in rows
    ]
    return plan_tasks(given, actor=cast.viewer(DISPATCHER, at), county=cast.county).tasks


def _summed_up(cast: Cast, open_ones: list[OfficeTask], at: datetime) -> list[OfficeTask]:
    """What has a result is done; the rest goes on in the week that is planned now."""
    results = {text: result for rows in WEEKS for text, _, _, _, result in rows}
    actor, on = cast.viewer(DISPATCHER, at), timezone.localdate(at)
    for row in open_ones:
        if result := results[row.text]:
            finish_task(row, actor=actor, why=result, done_on=on)
    return [
        carry_task(row, actor=actor, why=WHY, due_on=weeks.following(row.week_on, on) + FRIDAY)
        for row in open_ones
        if not results[row.text] and row.carried_from_id is None
    ]


def _of_a_ticket(cast: Cast, monday: date, at: datetime) -> None:
    """One task comes from a measure of a ticket that is being handled."""
    actor = cast.viewer(DISPATCHER, at)
    found = Ticket.objects.filter(county=cast.county, state=State.IN_HAND)
    found = found.filter(measures__done_on__isnull=True, measures__isnull=False)
    ticket = found.order_by("pk").first()
    if ticket is None or ticket.unit is None:
        return
    origin = sources.origins(ticket.pk, seen_by=actor)[1]
    if origin.measure is None:
        return
    text, owner = origin.measure.text, origin.measure.owner_name
    given = Planned(monday, TaskKind.OWN, text, ticket.unit, owner, monday + FRIDAY, origin)
    plan_tasks([given], actor=actor, county=cast.county)


def _on(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
