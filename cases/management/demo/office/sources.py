"""The demo's other doors: a source of its own, a message with several requests, a suggestion."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.management.demo import texts
from cases.management.demo.people import Cast
from cases.management.demo.ticket_histories import DISPATCHER, Clock, Course
from cases.models import Category, Ticket
from cases.tickets.rules.closing.adoptions import Adopted, Decided
from cases.tickets.rules.sources import usual_sources
from cases.tickets.rules.sources.sources import Filers, KnownSource, NumberRule
from cases.tickets.rules.vocabulary import Source
from cases.tickets.selectors.closing import signature_digests
from cases.tickets.services.filing import Problem, file_ticket
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from cases.tickets.services.handling.results import (
    add_measure,
    approve_ticket,
    finish_measure,
    resolve_ticket,
)
from cases.tickets.services.sources.sources import add_source
from cases.tickets.services.splits.splits import split_ticket
from enterprises.models import Enterprise

HEAD, CHIEF = "郭建国", "张伟"
OWN = KnownSource("", "园区服务专员", Filers.OFFICE, number=NumberRule.MAY, shape="专员####-###")
# Of 张伟's enterprises: whom the commissioners spoke for, who wrote the message, who suggested.
TOLD, WROTE, SUGGESTED = ((10, 2), (15, 5)), 20, 5
MESSAGE = (
    "一、厂门口路灯坏了三盏，夜班职工出行不便。\n二、园区公交末班车太早，下班赶不上。\n"
    "三、希望协调一次招聘会。"
)
PARTS = "园区公交末班车太早，职工下班赶不上。\n希望协调一次招聘会。"
IDEA = "建议把用电报装、用水报装、用气报装合成一张申请表，一次提交，各单位分头受理。"
ADOPTED = Decided(Adopted.YES, "召助企办〔2026〕11号《关于水电气联合报装的通知》")


def course(cast: Cast, enterprises: list[Enterprise], clock: Clock, now: datetime) -> Course:
    """By its own chance: nothing else of the demo changes by it."""
    own = Clock(clock.calendar, random.Random(21))  # noqa: S311
    at = own.before(now, 12).replace(hour=9, minute=10)
    yield at
    source = add_source(cast.county, Source.OTHER, OWN, actor=cast.viewer(HEAD, at))
    at += timedelta(minutes=40)
    yield at
    idea = _idea(cast, enterprises[SUGGESTED], at)
    for number, (chosen, matter) in enumerate(TOLD, 1):
        at = own.after(at, 1)
        yield at
        told = {"source": source.code, "source_number": f"专员{at.year}-00{number}"}
        _filed(cast, enterprises[chosen], texts.MATTERS[matter].text, matter, at, **told)
    at = own.after(at, 1)
    yield at
    _adopted(cast, idea, at)
    at = own.before(now, 2)
    yield at
    message = _filed(cast, enterprises[WROTE], MESSAGE, 0, at, source=Source.BOARD)
    yield at + timedelta(minutes=20)
    split_ticket(message, actor=cast.viewer(DISPATCHER, at + timedelta(minutes=20)), parts=PARTS)


def _filed(
    cast: Cast, firm: Enterprise, text: str, matter: int, at: datetime, **told: str
) -> Ticket:
    category = Category.objects.get(name=texts.MATTERS[matter].category)
    problem = Problem(category=category, description=text, enterprise=firm, **told)
    return file_ticket(problem, actor=cast.viewer(DISPATCHER, at))


def _idea(cast: Cast, firm: Enterprise, at: datetime) -> Ticket:
    """Told by an enterprise to its cadre, and given to the unit of the first matter."""
    category = Category.objects.get(name=texts.MATTERS[0].category)
    problem = Problem(category, IDEA, usual_sources.IDEA, firm, title="水电气一张表联合报装")
    ticket = file_ticket(problem, actor=cast.viewer(CHIEF, at))
    unit = cast.units[texts.POWER]
    office, kind = cast.viewer(DISPATCHER, at), category.handling_class
    ticket = dispatch_ticket(ticket, actor=office, unit=unit, handling_class=kind)
    return accept_ticket(ticket, actor=_of(cast, Role.UNIT_CLERK, at))


def _adopted(cast: Cast, ticket: Ticket, at: datetime) -> None:
    """The unit does it, and its head decides with the signature that it is adopted."""
    clerk, owner = _of(cast, Role.UNIT_CLERK, at), cast.of(texts.POWER, Role.UNIT_CLERK)
    measure = add_measure(ticket, actor=clerk, text="会同水、气公司拟一张申请表", owner_name=owner)
    finish_measure(measure, actor=clerk, evidence="申请表已印发，三家窗口都收。")
    resolve_ticket(ticket, actor=clerk, result="建议很好，三家公司已统一申请表，下月起使用。")
    digest = signature_digests.digest(ticket)
    head = _of(cast, Role.UNIT_HEAD, at)
    approve_ticket(ticket, actor=head, digest=digest, decided=ADOPTED)


def _of(cast: Cast, role: Role, at: datetime) -> Viewer:
    return cast.viewer(cast.of(texts.POWER, role), at)
