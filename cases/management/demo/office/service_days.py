"""The demo's 企业服务日: one was held, with visits and issues; the next is planned."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.utils import timezone

from cadres.viewers.rules.roles import Role
from cases.management.demo import texts
from cases.management.demo.people import Cast
from cases.management.demo.ticket_histories import DISPATCHER, Clock, Course
from cases.models import Category, Ticket
from cases.tickets.rules import visit_sources
from cases.tickets.rules.vocabulary import Source
from cases.tickets.services.filing import Problem, file_ticket
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from enterprises.models import Enterprise, Manner, Purpose, ServiceDay
from enterprises.service_days.rules.service_days import Plan
from enterprises.service_days.services.service_days import plan_service_day
from enterprises.visits.services.visits import Call, log_visit

CHIEF = "张伟"
UNITS = (texts.INDUSTRY, texts.POWER, texts.LABOUR, texts.MARKET)
DAYS, AHEAD = 8, timedelta(days=9)
# Of 张伟's enterprises: whose visit had a problem, whose had none, who told it at the desk.
VISITED, CONTENT, AT_THE_DESK = 25, 30, 35


def course(cast: Cast, enterprises: list[Enterprise], clock: Clock, now: datetime) -> Course:
    """Set two days before; two enterprises are met and two problems raised, by its own chance."""
    own = Clock(clock.calendar, random.Random(20))  # noqa: S311
    held = own.before(now, DAYS).replace(hour=9, minute=30)
    begins = held - timedelta(days=2)
    yield begins
    day = _set(cast, "城关镇企业服务日", held, begins)
    yield held
    first = _visited(cast, enterprises[VISITED], day, held)
    yield held + timedelta(hours=1)
    later = held + timedelta(hours=1)
    _met(cast, enterprises[CONTENT], day, later)
    told = Problem(
        category=_category(1),
        description=texts.MATTERS[1].text,
        title=texts.MATTERS[1].title,
        source=Source.SERVICE_DAY,
        service_day=day.pk,
        enterprise=enterprises[AT_THE_DESK],
    )
    file_ticket(told, actor=cast.viewer(CHIEF, later))
    yield held + timedelta(hours=2)
    _taken_up(cast, first, held + timedelta(hours=2))
    at = own.before(now, 1)
    yield at
    _set(cast, "全县企业服务日", at + AHEAD, at)


def _set(cast: Cast, title: str, held: datetime, at: datetime) -> ServiceDay:
    town = next((one.pk for one in cast.townships if title.startswith(one.name)), None)
    plan = Plan(
        title=title,
        township_id=town,
        held_on=timezone.localdate(held),
        place="县政务服务大厅一楼" if title.startswith("全县") else "镇便民服务中心",
        unit_ids=tuple(cast.units[name].pk for name in UNITS),
    )
    return plan_service_day(plan, actor=cast.viewer(DISPATCHER, at), county=cast.county)


def _visited(cast: Cast, firm: Enterprise, day: ServiceDay, at: datetime) -> Ticket:
    actor = cast.viewer(CHIEF, at)
    call = Call(Manner.ON_SITE, Purpose.NEEDS, day.held_on, "现场接待。", service_day=day.pk)
    visit = log_visit(firm, call, actor=actor)
    problem = Problem(
        category=_category(0),
        description=texts.MATTERS[0].text,
        title=texts.MATTERS[0].title,
        enterprise=firm,
        visit=visit,
        **visit_sources.known(visit),
    )
    return file_ticket(problem, actor=actor)


def _met(cast: Cast, firm: Enterprise, day: ServiceDay, at: datetime) -> None:
    call = Call(Manner.ON_SITE, Purpose.POLICY, day.held_on, "咨询补贴。", service_day=day.pk)
    log_visit(firm, call, actor=cast.viewer(CHIEF, at))


def _taken_up(cast: Cast, ticket: Ticket, at: datetime) -> None:
    unit, actor = texts.MATTERS[0].unit, cast.viewer(DISPATCHER, at)
    kind = ticket.category.handling_class
    ticket = dispatch_ticket(ticket, actor=actor, unit=cast.units[unit], handling_class=kind)
    accept_ticket(ticket, actor=cast.viewer(cast.of(unit, Role.UNIT_CLERK), at))


def _category(matter: int) -> Category:
    return Category.objects.get(name=texts.MATTERS[matter].category)
