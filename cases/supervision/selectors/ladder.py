"""The ladder as it holds: its rungs by place and day, and which tickets one of them may reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Length

from cadres.deadlines.rules import limits as limit_rules
from cadres.deadlines.rules.limits import LimitBook
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar, limits
from cadres.errors import Absent, NotPermitted
from cadres.models import Region, RegionLevel
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cadres.viewers.rules.viewer import Viewer
from cases.models import (
    Application,
    ClockEvent,
    LadderStep,
    Rung,
    Suspension,
    Ticket,
    TicketEvent,
    ToleranceFinding,
)
from cases.supervision.models.ladder import PROMISED
from cases.supervision.rules import ladder, ladder_clock
from cases.supervision.rules import ladder_history as history
from cases.supervision.rules.ladder import RungEvent, StepState, Trigger
from cases.supervision.rules.ladder_clock import RungClock
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.applications import applications
from cases.tickets.rules.clocks import limit_keys


@dataclass(frozen=True, slots=True)
class Ladder:
    """Counties that share both their rungs and their calendar."""

    county_ids: tuple[int, ...]
    rungs: tuple[ladder.Rung, ...]
    days: WorkCalendar
    # By county: the time that a unit has to itself before the ladder asks it.
    own_time: Mapping[int, LimitBook]

    @property
    def active(self) -> tuple[ladder.Rung, ...]:
        return tuple(rung for rung in self.rungs if rung.is_active)


def of_county(county_id: int, on: date, *, seen_by: Viewer) -> list[ladder.Rung]:
    """Return the rungs that hold in the county on the day, in their order."""
    path = Region.objects.filter(pk=county_id).values("path")
    rows = _in_force(on).annotate(asked=Subquery(path))
    near = rows.filter(Q(region__isnull=True) | Q(asked__startswith=F("region__path")))
    return ladder.nearest(as_rung(row) for row in near)


def all_ladders(*, seen_by: Viewer) -> list[Ladder]:
    """Return the ladders of all counties at the viewer's moment, in four queries."""
    rows = list(_in_force(seen_by.today))
    places = dict(Region.objects.filter(level=RegionLevel.COUNTY).values_list("pk", "path"))
    calendars = calendar.work_calendars(places)
    own_time = limits.books(limit_keys.LADDER_QUIET, seen_by.today, places)
    groups: dict[tuple[tuple[int, ...], int], list[int]] = defaultdict(list)
    known: dict[tuple[int, ...], tuple[ladder.Rung, ...]] = {}
    for county_id, path in places.items():
        near = [row for row in rows if row.region is None or path.startswith(row.region.path)]
        rungs = tuple(ladder.nearest(as_rung(row) for row in near))
        key = tuple(rung.pk or 0 for rung in rungs)
        known[key] = rungs
        groups[key, id(calendars[county_id])].append(county_id)
    return [
        Ladder(tuple(ids), known[key], calendars[ids[0]], own_time)
        for (key, _), ids in groups.items()
    ]


def rung(county_id: int, code: str, *, seen_by: Viewer) -> tuple[ladder.Rung, list[ladder.Rung]]:
    """Return a rung of a county that the viewer may set, and the ladder it stands on."""
    if county_id not in seen_by.county_ids:
        raise Absent("督办阶梯上没有这一级。")
    if county_id not in seen_by.office_head_county_ids:
        raise NotPermitted("督办阶梯由助企办主任设置。")
    whole = of_county(county_id, seen_by.today, seen_by=seen_by)
    for found in whole:
        if found.code == code:
            return found, whole
    raise Absent("督办阶梯上没有这一级。")


def facts(rung: ladder.Rung) -> dict[str, Any]:
    """Return what a county may set of a rung, as it stands."""
    return {
        "amount": rung.amount,
        "approver": rung.approver,
        "addressees": tuple(rung.addressees),
        "reply_days": rung.reply_days,
        "lifts": tuple(rung.lifts),
        "text": rung.text,
        "basis": rung.basis,
        "is_active": rung.is_active,
    }


def read(rung: ladder.Rung, county_id: int, *, seen_by: Viewer) -> Read:
    """Return what a page that sets a rung reads of it now."""
    return edits.read(about(rung.code, county_id), facts(rung), seen_by=seen_by)


def about(code: str, county_id: int) -> str:
    """The rung as it holds in a county, be the row the county's own or not."""
    return f"rung:{code}@{county_id}"


def reached(found: Ladder, *, seen_by: Viewer) -> list[int]:
    """Return the ids of tickets that a rung may reach now and has not reached in this run.

    A question of partial indexes, asked without a lock; what is found is looked at again.
    """
    on = seen_by.today
    if not found.days.is_working(on):
        return []
    pks: set[int] = set()
    for rung in found.active:
        pks.update(_reached_by(rung, found, on))
    pks.update(_exhausted(found, on))
    return sorted(pks)


def failing(on: date) -> Q:
    """Which steps brought nothing about: no reply in time, or a promise that was not kept."""
    return Q(state=StepState.ISSUED, reply_due_on__lt=on) | (PROMISED & Q(promised_on__lt=on))


def last_codes(found: Ladder) -> list[str]:
    return [rung.code for rung in found.rungs if ladder.is_last(rung, found.rungs)]


def run_events(clock: str) -> Q:
    """Return which events of the clock ledger begin another run: `ladder_history.RUN_EVENTS`."""
    found = Q()
    for kind, verb, key in history.RUN_EVENTS[RungClock(clock)]:
        found |= Q(kind=kind, verb=verb, **({"key": key} if key else {}))
    return found


def as_rung(row: Rung) -> ladder.Rung:
    return ladder.Rung(
        code=row.code,
        name=row.name,
        order=row.order,
        trigger=row.trigger,
        clock=row.clock,
        side=row.side,
        amount=row.amount,
        measure=row.measure,
        event=row.event,
        follows=row.follows,
        approver=row.approver,
        addressees=tuple(row.addressees),
        reply_days=row.reply_days,
        lifts=tuple(row.lifts),
        template=row.template,
        text=row.text,
        basis=row.basis,
        is_active=row.is_active,
        valid_from=row.valid_from,
        region_id=row.region_id,
        pk=row.pk,
    )


def _in_force(on: date) -> QuerySet[Rung]:
    """The nearest region's first."""
    open_ = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    rows = Rung.objects.filter(open_, valid_from__lte=on).select_related("region")
    return rows.order_by(Length("region__path").desc(nulls_last=True), "order", "-pk")


def _reached_by(rung: ladder.Rung, found: Ladder, on: date) -> Iterable[int]:
    match rung.trigger:
        case Trigger.CLOCK:
            return _by_clock(rung, found, on)
        case Trigger.UNANSWERED:
            return _by_silence(rung, found, on)
        case _:
            return _by_event(rung, found, on)


def _by_clock(rung: ladder.Rung, found: Ladder, on: date) -> Iterable[int]:
    since, until = ladder.ends_between(rung, on, found.days)
    clock, rows = RungClock(rung.clock), _waiting(rung, found, on)
    column = ladder_clock.COLUMNS[clock]
    if clock is not RungClock.PROMISE:
        return _not_in_this_run(rows.filter(_ends(column, since, until)), rung)
    first, hours = Q(round=1), Q(due_at__isnull=False)
    if rung.measure in limit_rules.HOURLY:
        return _not_in_this_run(rows.filter(first, hours, _ends(column, since, until)), rung)
    # The promise of a finished round is asked no more, but the unit's own time.
    later = rows.filter(~first, _ends(ladder_clock.COLUMNS[RungClock.UNIT], since, until))
    promised = rows.filter(first, _ends(column, since, until))
    return chain(_not_in_this_run(promised, rung), _not_in_this_run(later, rung))


def _not_in_this_run(rows: TicketQuerySet, rung: ladder.Rung) -> Iterable[int]:
    lapsed = LadderStep.objects.filter(
        ticket=OuterRef("pk"), code=rung.code, state=StepState.LAPSED
    )
    events = ClockEvent.objects.filter(run_events(rung.clock), ticket=OuterRef("pk"))
    suspensions = Suspension.objects.filter(ticket=OuterRef("pk"))
    revoked = ToleranceFinding.objects.filter(ticket=OuterRef("pk"), revoked_at__isnull=False)
    runs = _counted(events) + _counted(suspensions) + _counted(revoked) + _counted(lapsed)
    return _not_yet(rows.annotate(cycle=runs), rung)


def _ends(column: str, since: date | None, until: date) -> Q:
    ends = Q(**{f"{column}__lte": until})
    return ends & Q(**{f"{column}__gte": since}) if since is not None else ends


def _by_silence(rung: ladder.Rung, found: Ladder, on: date) -> Iterable[int]:
    follower = LadderStep.objects.filter(
        ticket=OuterRef("ticket"), code=rung.code, cycle=OuterRef("cycle")
    )
    failed = _failed(found, on).filter(~Exists(follower), code=rung.follows)
    waiting = _open(rung, found, on).filter(pk__in=failed.values("ticket_id"))
    return waiting.values_list("pk", flat=True)


def _by_event(rung: ladder.Rung, found: Ladder, on: date) -> Iterable[int]:
    rows = _open(rung, found, on)
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


def _exhausted(found: Ladder, on: date) -> Iterable[int]:
    over = _failed(found, on).filter(code__in=last_codes(found), exhausted_at__isnull=True)
    return over.values_list("ticket_id", flat=True)


def _failed(found: Ladder, on: date) -> QuerySet[LadderStep]:
    return LadderStep.objects.filter(failing(on), county_id__in=found.county_ids)


def _open(rung: ladder.Rung, found: Ladder, on: date) -> TicketQuerySet:
    """Without those that took a rung today, or whose last one may still be answered in time, or
    whose promise may still be kept."""
    states = sorted(ladder.states_of(rung))
    rows = Ticket.objects.filter(county_id__any_of=found.county_ids, state__in=states)
    today = Q(proposed_at__gte=ladder_clock.midnight(on))
    in_time = Q(state=StepState.ISSUED, reply_due_on__gte=on)
    to_keep = PROMISED & Q(promised_on__gte=on)
    held = LadderStep.objects.filter(today | in_time | to_keep, ticket=OuterRef("pk"))
    tolerated = ToleranceFinding.objects.standing().filter(ticket=OuterRef("pk"))
    return rows.filter(~Exists(held), ~Exists(tolerated), paused_at__isnull=True).order_by()


def _waiting(rung: ladder.Rung, found: Ladder, on: date) -> TicketQuerySet:
    suspended = Suspension.objects.filter(ticket=OuterRef("pk"), from_on__lte=on, to_on__gte=on)
    rows = _open(rung, found, on).filter(~Exists(suspended))
    if rung.clock not in ladder_clock.PUT_OFF:
        return rows
    longer = Application.objects.filter(applications.extension_waits(), ticket=OuterRef("pk"))
    return rows.filter(~Exists(longer))


def _not_yet(rows: Any, rung: ladder.Rung) -> Iterable[int]:
    taken = LadderStep.objects.filter(
        ticket=OuterRef("pk"), code=rung.code, cycle=OuterRef("cycle")
    )
    pks: Iterable[int] = rows.filter(~Exists(taken)).values_list("pk", flat=True)
    return pks


def _counted(rows: QuerySet[Any]) -> Coalesce:
    times = rows.order_by().values("ticket").annotate(times=Count("pk")).values("times")
    return Coalesce(Subquery(times, output_field=IntegerField()), Value(0))
