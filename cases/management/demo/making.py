"""Makes the demo county through the services, so that it obeys every rule; ninety days of work."""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cadres.deadlines.selectors import calendar
from cadres.errors import Conflict
from cadres.models import Cadre
from cadres.notifications.services.notices import mark_read
from cadres.notifications.services.outbox import deliver
from cases.desk.services import scheduled_jobs
from cases.early_warning.services import daily
from cases.management.demo import (
    applications,
    contact_calendar,
    correspondence,
    disputes,
    enterprise_side,
    inspections,
    lookbacks,
    people,
    register,
    related_tickets,
    supervising,
    texts,
    whole_ladder,
)
from cases.management.demo.office import board as office_board
from cases.management.demo.office import code_ratings, place_codes, reform, service_days, sources
from cases.management.demo.office import findings as office_findings
from cases.management.demo.office import policies as office_policies
from cases.management.demo.office import saved_views as office_views
from cases.management.demo.office import tasks as office_tasks
from cases.management.demo.office import walk_throughs as office_walk_throughs
from cases.management.demo.people import Cast
from cases.management.demo.reporting import bulletins, evaluation, proposals, window_ratings
from cases.management.demo.ticket_histories import CALLER, Clock, Course, Fate, Story, visit_course
from cases.models import Ticket
from cases.tickets.rules.vocabulary import Satisfaction
from cases.tickets.rules.workflow import State
from enterprises.models import Enterprise, Manner, Purpose
from enterprises.visits.services.visits import Call

DAYS = 90
TICKETS = 60
VISITS = 30
# Up to here everybody has read their notices; what came later is still new.
READ_DAYS = 3
# Who is told of several things is resolved once for all of them.
TELL_EVERY = timedelta(days=4)

_GOOD = (
    Fate(satisfaction=Satisfaction.VERY_SATISFIED),
    Fate(to_finish=2, by_call=True),
    Fate(to_finish=4, satisfaction=Satisfaction.FAIRLY_SATISFIED),
    Fate(to_finish=3, satisfaction=""),
)
# What the older tickets went through, in turn; the clock cuts off those that are young.
FATES = (
    *_GOOD,
    Fate(turn="recall"),
    Fate(turn="object", by_call=True),
    Fate(to_finish=13, satisfaction=Satisfaction.DISSATISFIED),
    Fate(turn="send_back", to_finish=2),
    *_GOOD,
    Fate(turn="deny", to_finish=2, by_call=True),
    Fate(turn="void"),
    Fate(stop=State.IN_HAND),
    Fate(to_finish=9, by_call=True),
    Fate(turn="share", to_finish=4),
)
_HELPED = Fate(stop=State.IN_HAND, turn="share")
_STUCK = Fate(stop=State.IN_HAND)
_SIGNING = Fate(stop=State.RESOLVED, to_finish=1)
_ASKED = Fate(to_finish=1, to_answer=30)
_NEW = Fate(stop=State.FILED)
_SENT = Fate(stop=State.ASSIGNED)
# So many working days ago, how far it came, which matter, which enterprise (those divisible by
# five are 张伟's): every desk of the demo has something to do, whatever the day of the week.
RECENT = (
    (6, _ASKED, 0, 5),
    (6, _SIGNING, 3, 12),
    (5, _SIGNING, 1, 10),
    (5, _ASKED, 4, 15),
    (5, _ASKED, 6, 21),
    (5, _SIGNING, 0, 7),
    (4, _STUCK, 0, 20),
    (4, _STUCK, 7, 13),
    (3, _HELPED, 1, 8),
    (3, _STUCK, 5, 25),
    (2, _SENT, 0, 30),
    (2, _SENT, 2, 9),
    (2, _SENT, 1, 14),
    (1, _NEW, 3, 35),
    (1, _NEW, 0, 11),
    (1, _NEW, 6, 0),
)
# Whose matter is told twice, and whose are of one kind.
TWICE, ALIKE = 17, (19, 26)
# Whose matter goes up the whole ladder.
UNMOVED = 6
# From the hotline, for persons: the office files them itself.
CALLS = ((1, _NEW, 0), (20, Fate(to_finish=2, by_call=True), 1))


@transaction.atomic
def make_demo(now: datetime) -> dict[str, int]:
    """Make the county as it stands at the moment; return how much there is of what."""
    if Cadre.objects.exists():
        raise Conflict("数据库里已经有人员，演示县只能建在空的数据库里。")
    cast = people.set_up(now)
    enterprises = register.fill(cast, now)
    cast.set_out()
    evaluation.adopt(cast, now)
    clock = Clock(calendar.work_calendar(region_id=cast.county.pk), random.Random(2026))  # noqa: S311
    tickets = _tickets(cast, enterprises, clock, now)
    visits = _visits(cast, enterprises, clock, now)
    beside = _beside(cast, enterprises, clock, now)
    _run([*tickets, *beside, *visits, _read_notices(cast, now)], now)
    scheduled_jobs.run(now)
    daily.run(now)
    proposals.learn_sooner(cast, now)
    return {
        "单位": len(cast.units),
        "人员": len(cast.people),
        "企业": len(enterprises),
        "工单": Ticket.objects.count(),
    }


def accounts() -> list[tuple[texts.Player, str]]:
    """Return who may sign in, with their accounts; nothing where there is no demo."""
    names = {people.account_of(player.name): player for player in texts.PLAYERS}
    known = set(Cadre.objects.filter(account__in=names).values_list("account", flat=True))
    shown = [(player, account) for account, player in names.items() if player.tries]
    return shown if len(known) == len(names) else []


# What the office keeps for itself.
OF_THE_OFFICE = (
    office_tasks,
    office_board,
    office_findings,
    office_walk_throughs,
    office_views,
    place_codes,
    code_ratings,
)


def _beside(cast: Cast, enterprises: list[Enterprise], clock: Clock, now: datetime) -> list[Course]:
    """What goes on beside the usual tickets: side roads, applications, the ladder, letters."""
    alike = [enterprises[n] for n in ALIKE]
    return [
        *(
            way.course(cast, clock, now)
            for way in (
                supervising,
                correspondence,
                inspections,
                lookbacks,
                bulletins,
                window_ratings,
            )
        ),
        *(
            course
            for way in (enterprise_side, applications, disputes, contact_calendar, reform)
            for course in way.courses(cast, enterprises, clock, now)
        ),
        *(way.course(cast, now) for way in OF_THE_OFFICE),
        office_policies.course(cast, enterprises, now),
        service_days.course(cast, enterprises, clock, now),
        sources.course(cast, enterprises, clock, now),
        whole_ladder.course(cast, clock, enterprises[UNMOVED], now),
        supervising.left_alone(cast, clock, now),
        related_tickets.reported_twice(cast, clock, enterprises[TWICE], clock.before(now, 4)),
        related_tickets.of_one_kind(cast, clock, alike, clock.before(now, 3)),
        *lookbacks.on_paper(cast, enterprises, clock, now),
    ]


def _run(courses: list[Course], now: datetime) -> None:
    """Let all courses go on together, always the one whose turn is next, until it is now."""
    waiting = [(next(course), number) for number, course in enumerate(courses)]
    heapq.heapify(waiting)
    told = waiting[0][0]
    while waiting and waiting[0][0] < now:
        moment, number = heapq.heappop(waiting)
        if moment - told > TELL_EVERY:
            deliver(moment)
            told = moment
        following = next(courses[number], None)
        if following is not None:
            heapq.heappush(waiting, (following, number))
    deliver(now)


def _tickets(
    cast: Cast, enterprises: list[Enterprise], clock: Clock, now: datetime
) -> Iterator[Course]:
    """Older tickets spread over the ninety days, the recent ones counted back from today."""
    older = TICKETS - len(RECENT) - len(CALLS)
    for number in range(older):
        days = DAYS - number * (DAYS - 9) // older
        chosen = (number * 7) % (len(enterprises) - register.UNCOVERED)
        matter = texts.MATTERS[(number * 3 + number // 8) % len(texts.MATTERS)]
        fate = FATES[number % len(FATES)]
        story = Story(cast, clock, enterprises[chosen], register.chief_of(chosen), matter, fate)
        yield story.run(_days_ago(clock, now, days))
    for back, fate, matter_number, chosen in RECENT:
        matter, chief = texts.MATTERS[matter_number], register.chief_of(chosen)
        story = Story(cast, clock, enterprises[chosen], chief, matter, fate)
        yield story.run(clock.before(now, back))
    for back, fate, number in CALLS:
        story = Story(cast, clock, None, CALLER, texts.CALLS[number], fate)
        yield story.run(clock.before(now, back))


def _days_ago(clock: Clock, now: datetime, days: int) -> datetime:
    """So many days ago, in working hours, on the working day before rather than after."""
    return clock.before(now - timedelta(days=days - 1), 1)


def _visits(
    cast: Cast, enterprises: list[Enterprise], clock: Clock, now: datetime
) -> Iterator[Course]:
    for number in range(VISITS):
        chosen = (number * 11 + 3) % (len(enterprises) - register.UNCOVERED)
        at = _days_ago(clock, now, 1 + number * (DAYS - 5) // VISITS)
        manner = Manner.PHONE if number % 3 else Manner.ON_SITE
        purpose = Purpose.POLICY if number % 2 else Purpose.FOLLOW_UP
        summary = "宣讲近期惠企政策，企业经营正常，暂无新问题。" if number % 2 else ""
        call = Call(manner, purpose, timezone.localdate(at), summary)
        yield visit_course(cast, enterprises[chosen], register.chief_of(chosen), call, at)


def _read_notices(cast: Cast, now: datetime) -> Course:
    """Everybody reads what lies in the inbox; what comes later is still new."""
    until = now - timedelta(days=READ_DAYS)
    yield until
    deliver(until)
    for name in cast.people:
        mark_read(None, actor=cast.viewer(name, until))
