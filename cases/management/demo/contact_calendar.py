"""The demo's contact calendar: visits booked and joined, wishes, an official check, quiet days."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from cases.enterprise_side.services.scanning import scanner
from cases.management.demo.people import Cast
from cases.management.demo.ticket_histories import Clock, Course
from enterprises.models import Enterprise, Purpose
from enterprises.visits.rules.official_checks import CheckFacts, CheckSource
from enterprises.visits.rules.slots import DayPart, Slot
from enterprises.visits.rules.wishes import Wish, WishSource
from enterprises.visits.selectors import wishes
from enterprises.visits.services.bookings import Plan, book_visit, join_booking
from enterprises.visits.services.official_checks import note_check
from enterprises.visits.services.quiet_days import QuietWords, add_quiet_days
from enterprises.visits.services.wishes import set_wish

CLERK, CHIEF, UNIT_CLERK, OTHER = "陈静", "张伟", "李娟", "袁媛"
QUIET = "县助企办〔2026〕3号《关于设立企业宁静日的通知》"
# Of 张伟's enterprises: visited by two units, wishes only calls, has a check, chooses a time.
CROWDED, CALLS_ONLY, CHECKED, CHOOSES = 5, 10, 15, 20


def courses(
    cast: Cast, enterprises: list[Enterprise], clock: Clock, now: datetime
) -> Iterator[Course]:
    """Its own chance: nothing else of the demo changes by it."""
    own = Clock(clock.calendar, random.Random(14))  # noqa: S311
    yield _quiet_days(cast, own, now)
    yield _crowded(cast, enterprises[CROWDED], own, now)
    yield _wishes(cast, enterprises, own, now)
    yield _checked(cast, enterprises[CHECKED], own, now)
    yield _chooses(cast, enterprises[CHOOSES], own, now)


def _quiet_days(cast: Cast, clock: Clock, now: datetime) -> Course:
    """The end of each month, when accounts are closed and stocks are counted."""
    at = clock.before(now, 60)
    yield at
    since = timezone.localdate(at)
    rule = QuietWords(26, 31, "安全生产、消防、环境保护", QUIET, since)
    add_quiet_days(cast.county, rule, actor=cast.viewer(CLERK, at))


def _crowded(cast: Cast, enterprise: Enterprise, clock: Clock, now: datetime) -> Course:
    """One unit books and a second one joins; a third books for the day after."""
    at = clock.before(now, 2)
    yield at
    first, second = _day(clock, now, 2), _day(clock, now, 3)
    plan = Plan((Slot(first, DayPart.MORNING),), Purpose.FOLLOW_UP, "现场看变压器增容的位置")
    booking = book_visit(enterprise, plan, actor=cast.viewer(CHIEF, at))
    at = clock.before(now, 1)
    yield at
    join_booking(booking, actor=cast.viewer(UNIT_CLERK, at))
    yield at.replace(minute=59)
    plan = Plan((Slot(second, DayPart.AFTERNOON),), Purpose.POLICY, "设备更新补贴怎么申报")
    book_visit(enterprise, plan, actor=cast.viewer(OTHER, at.replace(minute=59)))


def _wishes(cast: Cast, enterprises: list[Enterprise], clock: Clock, now: datetime) -> Course:
    """One told by phone and written down by its cadre, one said by the code at the gate."""
    at = clock.before(now, 6)
    yield at
    chief, firm = cast.viewer(CHIEF, at), enterprises[CALLS_ONLY]
    wish = Wish(phone_only=True, note="有政策请发短信，老板常在外地")
    read = wishes.read(firm, seen_by=chief)
    set_wish(firm, wish, actor=chief, read=read, said_by="范总")
    at = clock.before(now, 3)
    yield at
    gate, firm = scanner(at), enterprises[CROWDED]
    wish = Wish(weekdays=(2, 4), part=DayPart.AFTERNOON)
    read = wishes.read(firm, seen_by=gate)
    set_wish(firm, wish, actor=gate, read=read, source=WishSource.GATE)


def _checked(cast: Cast, enterprise: Enterprise, clock: Clock, now: datetime) -> Course:
    """The enterprise says by its code that somebody came to check."""
    at = clock.before(now, 2)
    yield at
    facts = CheckFacts(timezone.localdate(at), "县应急管理局", "安全生产", card="yes", notice="yes")
    note_check(enterprise, facts, actor=scanner(at), source=CheckSource.GATE)


def _chooses(cast: Cast, enterprise: Enterprise, clock: Clock, now: datetime) -> Course:
    """Two times are offered, and the enterprise has not chosen yet."""
    at = clock.before(now, 1)
    yield at
    times = (Slot(_day(clock, now, 3), DayPart.MORNING), Slot(_day(clock, now, 4)))
    book_visit(enterprise, Plan(times, Purpose.NEEDS), actor=cast.viewer(CHIEF, at))


def _day(clock: Clock, now: datetime, ahead: int) -> date:
    return timezone.localdate(clock.after(now, ahead))
