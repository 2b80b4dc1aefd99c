"""The trial of the ladder (试算): what each rung would have done to tickets of the past."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django.db.models import Q
from django.utils import timezone

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar, limits
from cadres.errors import Invalid, NotPermitted
from cadres.models import Unit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Application, ClockEvent, Suspension, Ticket, TicketEvent
from cases.supervision.rules import ladder_history as history
from cases.supervision.rules.ladder import Rung, condition
from cases.supervision.rules.ladder_history import (
    Firing,
    PastAction,
    PastRequest,
    PastSuspension,
    Timeline,
)
from cases.supervision.selectors import ladder, ladder_past_replies
from cases.tickets.rules.applications.applications import ApplicationKind
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.clocks.clocks import Tick
from cases.tickets.rules.workflow import State

CHUNK = 500
LONGEST = 366
TICK = (
    "kind",
    "verb",
    "at",
    "since",
    "key",
    "subject",
    "amount",
    "measure",
    "basis",
    "calendar",
    "stated_on",
    "unit_id",
    "share_id",
)


@dataclass(frozen=True, slots=True)
class TrialLine:
    """One ticket that a rung would have reached, and when."""

    ticket_id: int
    number: str
    title: str
    unit: str
    on: date
    why: str


@dataclass(frozen=True, slots=True)
class RungTrial:
    """What one rung would have done: to how many of which unit, and to which tickets."""

    rung: Rung
    condition: str
    total: int
    by_unit: list[tuple[str, int]]
    lines: list[TrialLine]


def trial(
    county_id: int,
    since: date,
    until: date,
    *,
    seen_by: Viewer,
    shown: int | None = None,
    say: Callable[[int], None] = lambda done: None,
) -> list[RungTrial]:
    """Return the trial of every rung that holds in the county now, as if all were switched on.

    `shown` bounds the tickets that are named per rung; they are counted all the same. `say` hears
    how many tickets were replayed so far: this takes too long for a page.
    """
    check(county_id, since, until, seen_by=seen_by)
    rungs = ladder.of_county(county_id, seen_by.today, seen_by=seen_by)
    found: dict[str, list[Firing]] = defaultdict(list)
    all_on = [_on(rung) for rung in rungs]
    for firing in firings(all_on, county_id, since, until, seen_by=seen_by, say=say):
        found[firing.due_rung.rung.code].append(firing)
    named = [one for rung in rungs for one in _first(found[rung.code], shown)]
    units = _units(found.values())
    texts = _texts({firing.ticket_id for firing in named})
    return [
        RungTrial(
            rung,
            condition(rung, rungs),
            len(found[rung.code]),
            _by_unit(found[rung.code], units),
            _lines(_first(found[rung.code], shown), units, texts),
        )
        for rung in rungs
    ]


def check(county_id: int, since: date, until: date, *, seen_by: Viewer) -> None:
    """Raise NotPermitted or Invalid where such a trial may not be asked for."""
    if not (seen_by.is_system or county_id in seen_by.county_ids):
        raise NotPermitted("只能试算您所在地区的督办阶梯。")
    if until < since or (until - since).days > LONGEST:
        sentence = "截止日期须在起始日期之后，一次最多试算一年。"
        raise Invalid(sentence, {"until": sentence})


def replayed(county_id: int, since: date, until: date, *, seen_by: Viewer) -> int:
    """Return how many tickets a trial replays."""
    return int(_lived(county_id, since, until, seen_by).count())


def firings(
    rungs: Sequence[Rung],
    county_id: int,
    since: date,
    until: date,
    *,
    seen_by: Viewer,
    say: Callable[[int], None] = lambda done: None,
) -> Iterator[Firing]:
    """Walk through the histories of the county's tickets, some thousand at a time."""
    days = calendar.work_calendar(region_id=county_id)
    versions = _Versions(county_id, days)
    own_time = limits.book(seen_by.today, county_id, key=limit_keys.LADDER_QUIET)
    pks = _lived(county_id, since, until, seen_by).order_by("pk").values_list("pk", flat=True)
    ids, done = iter(list(pks)), 0
    while chunk := list(islice(ids, CHUNK)):
        say(done)
        done += len(chunk)
        for timeline in _timelines(chunk, until, seen_by):
            yield from history.fires(
                rungs,
                timeline,
                days,
                since,
                until,
                calendars=versions.__getitem__,
                book=own_time,
            )


class _Versions(dict[int, WorkCalendar]):
    """The county's calendar in each version by which a clock was counted."""

    def __init__(self, county_id: int, newest: WorkCalendar) -> None:
        super().__init__({newest.version: newest, 0: newest})
        self.county_id = county_id

    def __missing__(self, version: int) -> WorkCalendar:
        self[version] = calendar.work_calendar(version, self.county_id)
        return self[version]


def _on(rung: Rung) -> Rung:
    return replace(rung, is_active=True, valid_from=None)


def _lived(county_id: int, since: date, until: date, viewer: Viewer) -> Any:
    """Tickets of which a part of the open life may lie within the period."""
    seen = Ticket.objects.visible_to(viewer).filter(county_id=county_id, filed_on__lte=until)
    done = Q(state__in=[State.CLOSED, State.UNCONFIRMED], approved_on__lt=since)
    return seen.exclude(done)


def _timelines(pks: Sequence[int], until: date, viewer: Viewer) -> Iterator[Timeline]:
    """Put the histories of these tickets together, in five queries."""
    end = timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min))
    actions: dict[int, list[PastAction]] = defaultdict(list)
    events = TicketEvent.objects.filter(ticket__in=pks, at__lt=end).order_by("at", "pk")
    rows = events.values_list("ticket_id", "at", "action", "state", "round", "unit_id")
    for pk, at, action, state, round_number, unit_id in rows:
        actions[pk].append(PastAction(at, action, state, round_number, unit_id))
    ticks: dict[int, list[Tick]] = defaultdict(list)
    clocks = ClockEvent.objects.filter(ticket__in=pks, at__lt=end).order_by("pk")
    for pk, *past in clocks.values_list("ticket_id", *TICK):
        ticks[pk].append(Tick(**dict(zip(TICK, past, strict=True))))
    suspended: dict[int, list[PastSuspension]] = defaultdict(list)
    for row in Suspension.objects.filter(ticket__in=pks):
        suspended[row.ticket_id].append(PastSuspension(row.approved_at, row.from_on, row.to_on))
    asked, replies = _requests(pks), ladder_past_replies.before(pks, end, seen_by=viewer)
    return (
        Timeline(pk, replies.put_into(pk, actions[pk]), ticks[pk], suspended[pk], asked[pk])
        for pk in pks
    )


def _requests(pks: Sequence[int]) -> dict[int, list[PastRequest]]:
    found: dict[int, list[PastRequest]] = defaultdict(list)
    rows = Application.objects.filter(ticket__in=pks, kind=ApplicationKind.EXTENSION)
    for pk, asked_at, decided_at in rows.values_list("ticket_id", "asked_at", "decided_at"):
        found[pk].append(PastRequest(asked_at, decided_at))
    return found


def _by_unit(found: Sequence[Firing], units: dict[int, str]) -> list[tuple[str, int]]:
    counts = Counter(_unit(firing, units) for firing in found)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _lines(
    found: Sequence[Firing], units: dict[int, str], texts: dict[int, tuple[str, str]]
) -> list[TrialLine]:
    return [
        TrialLine(one.ticket_id, *texts[one.ticket_id], _unit(one, units), one.on, one.due_rung.why)
        for one in found
    ]


def _first(found: Sequence[Firing], shown: int | None) -> Sequence[Firing]:
    in_order = sorted(found, key=lambda firing: (firing.on, firing.ticket_id))
    return in_order if shown is None else in_order[:shown]


def _unit(firing: Firing, units: dict[int, str]) -> str:
    return units.get(firing.unit_id or 0, "助企办（尚未交办）")


def _units(found: Iterable[Sequence[Firing]]) -> dict[int, str]:
    pks = {one.unit_id for firings_ in found for one in firings_ if one.unit_id}
    return dict(Unit.objects.filter(pk__in=pks).values_list("pk", "name"))


def _texts(pks: Iterable[int]) -> dict[int, tuple[str, str]]:
    rows = Ticket.objects.filter(pk__in=set(pks)).values_list("pk", "number", "title")
    return {pk: (number, title) for pk, number, title in rows}
