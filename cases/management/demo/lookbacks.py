"""The demo's looks back (回头看): drawn by chance, called, published when all calls are made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from cadres.errors import NotPermitted
from cases.management.demo import register, texts
from cases.management.demo.people import Cast
from cases.management.demo.ticket_histories import CALLER, Clock, Course, Fate, Story
from cases.models import Check
from cases.tickets.rules.closing.side_terms import CheckResult
from cases.tickets.rules.workflow import State
from cases.tickets.services.closing.rechecks import do_check, sweep
from enterprises.models import Enterprise

OTHER_CALLER = "郭建国"
DAYS, EVERY = 50, 5
HELD = "企业说问题确已解决，没有反复。"
# How each closing on paper fares, how many working days ago it began, and of which enterprise.
_PAPER = (
    (0, Fate(stop=State.RESOLVED, to_finish=1), 6, 16),
    (1, Fate(turn="deny", to_finish=2, by_call=True), 40, 17),
    (2, Fate(to_finish=2, by_call=True), 35, 18),
    (3, Fate(stop=State.RESOLVED, to_finish=2), 7, 19),
)
DISPUTED = "企业说当时应了下来，过后又停了，实际没有解决。"


def course(cast: Cast, clock: Clock, now: datetime) -> Course:
    """Every week what has ended is drawn of, and called soon afterwards; one enterprise disputes
    what was told, and its matter begins anew."""
    at, is_disputed = clock.before(now - timedelta(days=DAYS), 1), False
    while True:
        at = clock.after(at, EVERY).replace(hour=8, minute=30)
        yield at
        sweep(at)
        at += timedelta(hours=2)
        yield at
        for check in _waiting():
            result = CheckResult.HOLDS if is_disputed else CheckResult.FAILS
            is_disputed |= _called(cast, check, result, at)


def on_paper(
    cast: Cast, enterprises: list[Enterprise], clock: Clock, now: datetime
) -> Iterator[Course]:
    """Closings that the flags on answers find: two wait for their heads, one was overturned."""
    for matter, fate, back, chosen in _PAPER:
        who = (enterprises[chosen], register.chief_of(chosen))
        yield Story(cast, clock, *who, texts.ON_PAPER[matter], fate).run(clock.before(now, back))


def _waiting() -> list[Check]:
    rows = Check.objects.filter(done_at__isnull=True, ticket__state=State.CLOSED)
    return list(rows.select_related("ticket").order_by("pk"))


def _called(cast: Cast, check: Check, result: CheckResult, at: datetime) -> bool:
    """Whoever had no hand in the matter calls; False where both had."""
    note = DISPUTED if result == CheckResult.FAILS else HELD
    for name in (CALLER, OTHER_CALLER):
        with suppress(NotPermitted):
            do_check(check, actor=cast.viewer(name, at), result=result, note=note)
            return True
    return False
