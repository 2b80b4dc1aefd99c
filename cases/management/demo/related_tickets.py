"""The demo's problems that stand in several tickets: one told twice, one of many enterprises."""

from __future__ import annotations

from datetime import datetime

from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.management.demo import texts
from cases.management.demo.people import Cast
from cases.management.demo.ticket_histories import DISPATCHER, Clock, Course
from cases.models import Category, Ticket
from cases.supervision.services.urging import remind_ticket
from cases.tickets.rules.vocabulary import Source
from cases.tickets.services.duplicates.duplicates import merge_tickets
from cases.tickets.services.filing import Problem, file_ticket
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from cases.topics.services.topics import join_topic, note_topic, open_topic
from enterprises.models import Enterprise

POWER_MATTER = texts.MATTERS[0]
AGAIN = "我厂变压器容量不足，夏季高峰设备停机，上次申请增容 315 千伏安，请尽快答复。"
TOPIC_TITLE = "园区企业用电增容"
TOPIC_TEXT = "多家企业反映厂区变压器容量不足。请统一核定负荷，分批增容，缩短勘查和送电时间。"


def reported_twice(cast: Cast, clock: Clock, firm: Enterprise, begins: datetime) -> Course:
    """Told on a visit, told again on the phone; the office puts the two together, and asks the
    unit to hurry."""
    now = begins
    yield now
    first = _in_hand(cast, firm, POWER_MATTER.text, now)
    yield (now := clock.after(now, 1))
    again = _filed(cast, firm, AGAIN, now)
    yield (now := clock.after(now, 0))
    office = cast.viewer(DISPATCHER, now)
    master = merge_tickets(first, again, actor=office, note="同一台变压器")
    yield (now := clock.after(now, 1))
    remind_ticket(master, actor=cast.viewer(DISPATCHER, now), text="企业第二次反映，请先勘查。")


def of_one_kind(cast: Cast, clock: Clock, firms: list[Enterprise], begins: datetime) -> Course:
    """Two enterprises tell of the same want, and a topic is opened for both."""
    now = begins
    yield now
    tickets = [_in_hand(cast, firm, POWER_MATTER.text, now) for firm in firms]
    yield (now := clock.after(now, 0))
    owner = cast.of(texts.POWER, Role.UNIT_HEAD)
    topic = open_topic(
        actor=cast.viewer(DISPATCHER, now),
        county=cast.county,
        title=TOPIC_TITLE,
        description=TOPIC_TEXT,
        unit=cast.units[texts.POWER],
        owner_name=owner,
    )
    for ticket in tickets:
        join_topic(ticket, topic, actor=cast.viewer(DISPATCHER, now))
    yield (now := clock.after(now, 1))
    clerk = cast.viewer(cast.of(texts.POWER, Role.UNIT_CLERK), now)
    note_topic(topic, actor=clerk, text="已摸底两家企业负荷，正在核定增容方案。")


def _filed(cast: Cast, firm: Enterprise, text: str, now: datetime) -> Ticket:
    problem = Problem(
        category=Category.objects.get(name=POWER_MATTER.category),
        description=text,
        source=Source.VISIT,
        enterprise=firm,
        title=POWER_MATTER.title,
    )
    return file_ticket(problem, actor=cast.viewer(DISPATCHER, now))


def _in_hand(cast: Cast, firm: Enterprise, text: str, now: datetime) -> Ticket:
    office: Viewer = cast.viewer(DISPATCHER, now)
    ticket = _filed(cast, firm, text, now)
    ticket = dispatch_ticket(
        ticket,
        actor=office,
        unit=cast.units[POWER_MATTER.unit],
        handling_class=ticket.category.handling_class,
    )
    clerk = cast.viewer(cast.of(POWER_MATTER.unit, Role.UNIT_CLERK), now)
    return accept_ticket(ticket, actor=clerk)
