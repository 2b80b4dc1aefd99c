"""The demo's one matter that nobody moves: it goes up the whole ladder, to 通报 and 约谈.

Its days are counted in working days, so that it stands at the same place whatever the date.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from cadres.submissions.selectors import edits
from cases.figures.rules.completion import Period
from cases.letters.exchange import printing
from cases.letters.rules.kinds import Delivery, LetterKind, LetterState
from cases.letters.selectors import circular_items, letters, refresh
from cases.letters.services.approving import approve_letter, propose_letter
from cases.letters.services.circulars import draft_circular
from cases.letters.services.delivery_and_reply import record_delivery, record_seal
from cases.letters.services.talks import arrange_talk, record_talk
from cases.management.demo import texts
from cases.management.demo.people import Cast
from cases.management.demo.ticket_histories import CALLER, DISPATCHER, Clock, Course
from cases.models import Category, Letter, Ticket
from cases.tickets.rules.vocabulary import HandlingClass, Source
from cases.tickets.services.filing import Problem, file_ticket
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from enterprises.models import Enterprise

OFFICE_HEAD, LEADER = "郭建国", "刘洋"
TITLE = "二期用地勘测定界一直没有办"
TEXT = "二期扩建用地勘测定界申请交了两个月，没有人来现场，也没有答复。"
# So many working days ago: told; 通报 of what the ladder proposed since; 约谈.
TOLD, GATHERED, TALKED = 32, 12, 3
SPAN, HOUR = timedelta(days=40), timedelta(hours=1)
PLACE = "县政府三楼会议室"


def course(cast: Cast, clock: Clock, firm: Enterprise, now: datetime) -> Course:
    """Told and taken in hand; then the ladder does what it does, and people sign it."""
    at = clock.before(now, TOLD).replace(hour=9)
    yield at
    ticket = _in_hand(cast, firm, at)
    at = clock.before(now, GATHERED).replace(hour=10)
    yield at
    yield from _circular(cast, ticket, at)
    at = clock.before(now, TALKED).replace(hour=10)
    yield at
    yield from _talk(cast, clock, ticket, at)


def _in_hand(cast: Cast, firm: Enterprise, at: datetime) -> Ticket:
    office = cast.viewer(DISPATCHER, at)
    problem = Problem(
        category=Category.objects.get(name="用地保障"),
        description=TEXT,
        source=Source.VISIT,
        enterprise=firm,
        title=TITLE,
    )
    ticket = file_ticket(problem, actor=office)
    unit = cast.units[texts.LAND]
    ticket = dispatch_ticket(ticket, actor=office, unit=unit, handling_class=HandlingClass.SIMPLE)
    return accept_ticket(ticket, actor=cast.viewer("宋涛", at))


def _circular(cast: Cast, ticket: Ticket, at: datetime) -> Course:
    """What the ladder proposes is gathered; a leader signs the text."""
    today = timezone.localdate(at)
    clerk, period = cast.viewer(CALLER, at), Period(today - SPAN, today)
    found = circular_items.matters(cast.county.pk, period, seen_by=clerk)
    named = [one.ticket_id for one in found if one.step_id is not None]
    if ticket.pk not in named:
        return
    letter = draft_circular(cast.county.pk, period, named, actor=clerk)
    letter = propose_letter(letter, actor=clerk)
    yield at + HOUR
    leader = cast.viewer(LEADER, at + HOUR)
    letter = approve_letter(letter, actor=leader, digest=letter.digest)
    yield at + 2 * HOUR
    printing.issue(letter, actor=cast.viewer(CALLER, at + 2 * HOUR))


def _talk(cast: Cast, clock: Clock, ticket: Ticket, at: datetime) -> Course:
    """The unit did not answer the 通报 either: a leader talks with its head."""
    drafts = Letter.objects.filter(ticket=ticket, kind=LetterKind.TALK, state=LetterState.DRAFT)
    letter = drafts.first()
    if letter is None:
        return
    letter = _arranged(cast, clock, letter, at)
    letter = propose_letter(letter, actor=cast.viewer(CALLER, at))
    yield at + HOUR
    head = cast.viewer(OFFICE_HEAD, at + HOUR)
    seen = refresh.of_letter(letter, seen_by=head).digest
    letter = approve_letter(letter, actor=head, digest=seen)
    yield at + 2 * HOUR
    clerk = cast.viewer(CALLER, at + 2 * HOUR)
    letter = record_seal(printing.issue(letter, actor=clerk), actor=clerk)
    on = timezone.localdate(at)
    record_delivery(letter, actor=clerk, on=on, delivery=Delivery.EXCHANGE, receiver="收发室")
    held = clock.after(at, 1).replace(hour=15, minute=0)
    yield held + HOUR
    record_talk(
        letters.fetch(letter.pk, seen_by=cast.viewer(CALLER, held + HOUR)),
        actor=cast.viewer(CALLER, held + HOUR),
        held_at=held,
        attended="县政府副县长、县助企办主任、县自然资源局局长",
        said="通报该事项三次督办未落实的情况，指出首问负责和限时办结没有执行。",
        answered="承认重视不够，勘测人员已另行安排。",
        measures="三个工作日内完成现场勘测定界并书面报告。",
        measures_until=timezone.localdate(clock.after(held, 3)),
    )


def _arranged(cast: Cast, clock: Clock, letter: Letter, at: datetime) -> Letter:
    clerk = cast.viewer(CALLER, at)
    return arrange_talk(
        letter,
        actor=clerk,
        read=edits.read(letter, letters.facts(letter), seen_by=clerk),
        planned_at=clock.after(at, 1).replace(hour=15, minute=0),
        place=PLACE,
        host="县政府副县长",
        invited="县自然资源局局长",
    )
