"""Which tickets a rung may reach on a day: questions whose SQL is made once for each rung.

A sweep asks one for every rung; to make their SQL anew takes several times as long as to ask them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from cadres.deadlines.rules import limits as limit_rules
from cadres.pages.models.prepared import DAY, IDS, SINCE, UNTIL, Prepared
from cadres.viewers.rules.viewer import Viewer
from cases.models import (
    Application,
    ClockEvent,
    LadderStep,
    Suspension,
    Ticket,
    TicketEvent,
    ToleranceFinding,
)
from cases.supervision.models.ladder import PROMISED
from cases.supervision.rules import ladder, ladder_clock
from cases.supervision.rules.ladder import Rung, RungEvent, StepState, Trigger
from cases.supervision.rules.ladder_clock import RungClock
from cases.supervision.selectors.ladder import Ladder, failing, last_codes, run_events
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.applications import applications

# Rungs whose questions are kept: those of many counties' ladders.
KEPT = 512
# The counties, the day, and the midnight with which it begins.
ASKED = (IDS, DAY, ladder_clock.midnight(DAY))
SPAN = (SINCE, UNTIL)

Counties = Sequence[int]


def reached(found: Ladder, *, seen_by: Viewer) -> list[int]:
    """Return the ids of tickets that a rung may reach now and has not reached in this run.

    A question of partial indexes, asked without a lock; what is found is looked at again.
    """
    on = seen_by.today
    if not found.days.is_working(on):
        return []
    asked = [list(found.county_ids), on, ladder_clock.midnight(on)]
    pks: set[int] = set()
    for rung in found.active:
        pks.update(_reached_by(rung, found, asked))
    if codes := tuple(last_codes(found)):
        pks.update(row["ticket_id"] for row in _exhausted(codes)(*asked[:2]))
    return sorted(pks)


def _reached_by(rung: Rung, found: Ladder, asked: Sequence[Any]) -> set[int]:
    since, until = None, None
    if rung.trigger == Trigger.CLOCK:
        since, until = ladder.ends_between(rung, asked[1], found.days)
    ends = [day for day in (since, until) if day is not None]
    questions = _questions(rung, len(ends))
    return {row["pk"] for question in questions for row in question(*asked, *ends)}


@lru_cache(KEPT)
def _questions(rung: Rung, ends: int) -> tuple[Prepared, ...]:
    """What is asked of the counties, the day and its midnight; for a clock also when it ends.

    Of the two days between which it ends the first one may be left open.
    """
    match rung.trigger:
        case Trigger.CLOCK:
            marks = (*ASKED, *SPAN[-ends:])
            return tuple(Prepared(partial(_by_clock, rung, *way), *marks) for way in _ways(rung))
        case Trigger.UNANSWERED:
            return (Prepared(partial(_by_silence, rung), *ASKED),)
        case _:
            return (Prepared(partial(_by_event, rung), *ASKED),)


@lru_cache(KEPT)
def _exhausted(codes: tuple[str, ...]) -> Prepared:
    def over(ids: Counties, on: date) -> QuerySet[LadderStep, Any]:
        rows = _failed(ids, on).filter(code__in=codes, exhausted_at__isnull=True)
        return rows.values("ticket_id")

    return Prepared(over, IDS, DAY)


def _ways(rung: Rung) -> list[tuple[Q, str]]:
    """Which tickets answer to the clock, and in which column it ends for them."""
    clock, first = RungClock(rung.clock), Q(round=1)
    column = ladder_clock.COLUMNS[clock]
    if clock is not RungClock.PROMISE:
        return [(Q(), column)]
    if rung.measure in limit_rules.HOURLY:
        return [(first & Q(due_at__isnull=False), column)]
    # The promise of a finished round is asked no more, but the unit's own time.
    return [(first, column), (~first, ladder_clock.COLUMNS[RungClock.UNIT])]


def _by_clock(
    rung: Rung, which: Q, column: str, ids: Counties, on: date, midnight: datetime, *ends: date
) -> Any:
    rows = _waiting(rung, ids, on, midnight).filter(which, **{f"{column}__lte": ends[-1]})
    if len(ends) > 1:
        rows = rows.filter(**{f"{column}__gte": ends[0]})
    lapsed = LadderStep.objects.filter(
        ticket=OuterRef("pk"), code=rung.code, state=StepState.LAPSED
    )
    events = ClockEvent.objects.filter(run_events(rung.clock), ticket=OuterRef("pk"))
    suspensions = Suspension.objects.filter(ticket=OuterRef("pk"))
    revoked = ToleranceFinding.objects.filter(ticket=OuterRef("pk"), revoked_at__isnull=False)
    runs = _counted(events) + _counted(suspensions) + _counted(revoked) + _counted(lapsed)
    return _not_yet(rows.annotate(cycle=runs), rung)


def _by_silence(rung: Rung, ids: Counties, on: date, midnight: datetime) -> Any:
    follower = LadderStep.objects.filter(
        ticket=OuterRef("ticket"), code=rung.code, cycle=OuterRef("cycle")
    )
    failed = _failed(ids, on).filter(~Exists(follower), code=rung.follows)
    waiting = _open(rung, ids, on, midnight).filter(pk__in=failed.values("ticket_id"))
    return waiting.values("pk")


def _by_event(rung: Rung, ids: Counties, on: date, midnight: datetime) -> Any:
    rows = _open(rung, ids, on, midnight)
    if rung.event == RungEvent.REDONE:
        redone = rows.filter(round__gt=rung.amount).annotate(cycle=F("round") - Value(1))
        return _not_yet(redone, rung)
    returns = TicketEvent.objects.filter(action__in=sorted(ladder.RETURNING))
    often = returns.values("ticket").annotate(times=Count("pk")).filter(times__gte=rung.amount)
    given_back = TicketEvent.objects.filter(
        action__in=sorted(ladder.RETURNING), ticket=OuterRef("pk")
    )
    named = rows.filter(pk__in=often.values("ticket")).annotate(cycle=_counted(given_back))
    return _not_yet(named, rung)


def _failed(ids: Counties, on: date) -> QuerySet[LadderStep]:
    return LadderStep.objects.filter(failing(on), county_id__any_of=ids)


def _open(rung: Rung, ids: Counties, on: date, midnight: datetime) -> TicketQuerySet:
    """Without those that took a rung today, or whose last one may still be answered in time, or
    whose promise may still be kept."""
    states = sorted(ladder.states_of(rung))
    rows = Ticket.objects.filter(county_id__any_of=ids, state__in=states)
    today = Q(proposed_at__gte=midnight)
    in_time = Q(state=StepState.ISSUED, reply_due_on__gte=on)
    to_keep = PROMISED & Q(promised_on__gte=on)
    held = LadderStep.objects.filter(today | in_time | to_keep, ticket=OuterRef("pk"))
    tolerated = ToleranceFinding.objects.standing().filter(ticket=OuterRef("pk"))
    return rows.filter(~Exists(held), ~Exists(tolerated), paused_at__isnull=True).order_by()


def _waiting(rung: Rung, ids: Counties, on: date, midnight: datetime) -> TicketQuerySet:
    suspended = Suspension.objects.filter(ticket=OuterRef("pk"), from_on__lte=on, to_on__gte=on)
    rows = _open(rung, ids, on, midnight).filter(~Exists(suspended))
    if rung.clock not in ladder_clock.PUT_OFF:
        return rows
    longer = Application.objects.filter(applications.extension_waits(), ticket=OuterRef("pk"))
    return rows.filter(~Exists(longer))


def _not_yet(rows: Any, rung: Rung) -> Any:
    taken = LadderStep.objects.filter(
        ticket=OuterRef("pk"), code=rung.code, cycle=OuterRef("cycle")
    )
    return rows.filter(~Exists(taken)).values("pk")


def _counted(rows: QuerySet[Any]) -> Coalesce:
    times = rows.order_by().values("ticket").annotate(times=Count("pk")).values("times")
    return Coalesce(Subquery(times, output_field=IntegerField()), Value(0))
