"""The ladder as it holds: its rungs by place and day, and which tickets one of them may reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Subquery
from django.db.models.functions import Length

from cadres.deadlines.rules.limits import LimitBook
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar, limits
from cadres.errors import Absent, NotPermitted
from cadres.models import Region, RegionLevel
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cadres.viewers.rules.viewer import Viewer
from cases.models import (
    Rung,
)
from cases.supervision.models.ladder import PROMISED
from cases.supervision.rules import ladder
from cases.supervision.rules import ladder_history as history
from cases.supervision.rules.ladder import StepState
from cases.supervision.rules.ladder_clock import RungClock
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
