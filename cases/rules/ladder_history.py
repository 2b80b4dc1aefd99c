"""The ladder over a ticket's past (试算): what each rung would have done, day by day.

The rungs are asked by the very function that the sweep asks (`ladder.climbs`); only the ticket is
put together from its history instead of being read as it stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone

from cadres.rules.workdays import WorkCalendar
from cases.rules import clocks, ladder
from cases.rules.clocks import ClockKind, ClockVerb, Tick
from cases.rules.ladder import Climb, Rung, RungClock, RungEvent, Standing, StepState, Taken
from cases.rules.workflow import Action

Calendars = Callable[[int], WorkCalendar]
# A sweep runs all day; what is due by the day is due when offices open.
MORNING = time(8)
# Which events of the clock ledger begin another run for each clock of the ladder: a start; an
# extension, because the term has a new end; another unit, because nobody has urged that one yet.
RUN_EVENTS: dict[RungClock, tuple[tuple[str, str, str], ...]] = {
    RungClock.PROMISE: (
        (ClockKind.PROMISE, ClockVerb.STARTED, ""),
        (ClockKind.PROMISE, ClockVerb.EXTENDED, ""),
        (ClockKind.STEP, ClockVerb.STARTED, "accept"),
    ),
    RungClock.UNIT: (
        (ClockKind.UNIT, ClockVerb.STARTED, ""),
        (ClockKind.UNIT, ClockVerb.EXTENDED, ""),
    ),
    RungClock.FEEDBACK: ((ClockKind.FEEDBACK, ClockVerb.STARTED, ""),),
    RungClock.DISPATCH: ((ClockKind.STEP, ClockVerb.STARTED, "dispatch"),),
    RungClock.ACCEPT: ((ClockKind.STEP, ClockVerb.STARTED, "accept"),),
    RungClock.DECISION: ((ClockKind.STEP, ClockVerb.STARTED, "head_decision"),),
}


@dataclass(frozen=True, slots=True)
class PastDeed:
    """A step of the ticket's history, as far as the ladder looks at it."""

    at: datetime
    action: str
    state: str
    round: int = 1
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class PastExemption:
    approved_at: datetime
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that happened to one ticket, each list in the order of writing."""

    ticket_id: int
    deeds: Sequence[PastDeed]
    ticks: Sequence[Tick]
    exemptions: Sequence[PastExemption] = ()


@dataclass(frozen=True, slots=True)
class Firing:
    """A rung would have been taken: for which ticket, with which unit, on which day, and why."""

    ticket_id: int
    unit_id: int | None
    on: date
    climb: Climb


def fires(
    rungs: Sequence[Rung],
    timeline: Timeline,
    days: WorkCalendar,
    since: date,
    until: date,
    *,
    calendars: Calendars | None = None,
) -> list[Firing]:
    """Return what the ladder does when it looks at the ticket on every working day of the period.

    Letters are taken to be issued on the day on which they are proposed; replies are those of the
    history. `calendars` gives the version by which a clock was counted, `days` the one of today.
    """
    walk = _Walk(rungs, timeline, days, calendars or (lambda version: days))
    looks, found, place = _looks(days, since, until), [], 0
    while place < len(looks):
        at = looks[place]
        walk.go_to(at)
        found += walk.look(at)
        place = max(place + 1, bisect_left(looks, walk.next_after(at)))
    return found


def cycles(counts: Iterable[tuple[str, str, str, int]], exemptions: int) -> dict[str, int]:
    """Return in which run each clock is, given how often each kind of event was written."""
    found = dict.fromkeys(RUN_EVENTS, exemptions)
    for kind, verb, key, times in counts:
        for clock, events in RUN_EVENTS.items():
            if (kind, verb, "") in events or (key and (kind, verb, key) in events):
                found[clock] += times
    return {clock.value: times for clock, times in found.items()}


@dataclass(slots=True)
class _Walk:
    """Goes through one history and keeps what the ladder has done so far."""

    rungs: Sequence[Rung]
    timeline: Timeline
    days: WorkCalendar
    calendars: Calendars
    taken: list[Taken] = field(default_factory=list)
    standing: Standing | None = None
    deeds: int = 0
    ticks: int = 0

    def go_to(self, at: datetime) -> None:
        """Let everything happen up to the moment."""
        before = (self.deeds, self.ticks)
        while self.deeds < len(self.timeline.deeds) and self.timeline.deeds[self.deeds].at <= at:
            self.taken = after_deed(self.taken, self.timeline.deeds[self.deeds], self.rungs)
            self.deeds += 1
        while self.ticks < len(self.timeline.ticks) and self.timeline.ticks[self.ticks].at <= at:
            self.ticks += 1
        if before != (self.deeds, self.ticks) or self.timeline.exemptions:
            self.standing = self._standing(at)

    def look(self, at: datetime) -> list[Firing]:
        if self.standing is None:
            return []
        found = ladder.climbs(self.rungs, self.standing, self.taken, self.days, at)
        on = timezone.localdate(at)
        self.taken += [self._take(climb, on) for climb in found]
        unit_id = self.timeline.deeds[self.deeds - 1].unit_id
        return [Firing(self.timeline.ticket_id, unit_id, on, climb) for climb in found]

    def next_after(self, at: datetime) -> datetime:
        """Return before when nothing can change: no deed, no clock, no rung."""
        if self.timeline.exemptions:
            return at
        marks = [deed.at for deed in self.timeline.deeds[self.deeds : self.deeds + 1]]
        marks += [tick.at for tick in self.timeline.ticks[self.ticks : self.ticks + 1]]
        if self.standing is not None:
            marks += self._beginnings()
        return min((mark for mark in marks if mark > at), default=_NEVER)

    def _beginnings(self) -> list[datetime]:
        standing = self.standing
        assert standing is not None
        return [
            span.first
            for rung in self.rungs
            for _, span in ladder.spans(rung, standing, self.taken, self.days)
            if span.first
        ]

    def _standing(self, at: datetime) -> Standing | None:
        deeds, ticks = self.timeline.deeds[: self.deeds], self.timeline.ticks[: self.ticks]
        runs = clocks.replay(ticks)
        if not deeds or (ClockKind.PROMISE, None) not in runs:
            return None
        state = deeds[-1].state
        now = clocks.derived(runs, state, self.calendars)
        known = [one for one in self.timeline.exemptions if one.approved_at <= at]
        counted = cycles(((t.kind, t.verb, t.key, 1) for t in ticks), len(known))
        return Standing(
            state=state,
            ends={clock: getattr(now, column) for clock, column in ladder.COLUMNS.items()},
            due_at=now.due_at,
            is_paused=now.paused_at is not None,
            cycles={**counted, **event_counts(deeds[-1].round, _returns(deeds))},
            exempt=tuple((one.from_on, one.to_on) for one in known),
        )

    def _take(self, climb: Climb, on: date) -> Taken:
        rung = climb.rung
        due = ladder.reply_due(rung.reply_days, on, self.days)
        return Taken(rung.code, climb.cycle, StepState.ISSUED, due.on if due else None)


def after_deed(taken: Sequence[Taken], deed: PastDeed, rungs: Iterable[Rung]) -> list[Taken]:
    """Return the steps after a deed: lifted, answered or void, as `ladder` says of it."""
    if not taken:
        return []
    if ladder.ends_steps(deed.action, deed.state):
        return [_ended(step, StepState.LAPSED) for step in taken]
    if deed.action == Action.REPLY:
        return [_ended(step, StepState.ANSWERED) for step in taken]
    lift = ladder.lifted_by(deed.action)
    lifted = {rung.code for rung in rungs if lift in rung.lifts}
    return [_ended(s, StepState.LIFTED) if s.code in lifted else s for s in taken]


def event_counts(round_number: int, returns: int) -> dict[str, int]:
    """How often the ticket was redone and given back."""
    return {RungEvent.REDONE.value: round_number - 1, RungEvent.RETURNED.value: returns}


def _returns(deeds: Iterable[PastDeed]) -> int:
    return sum(deed.action in ladder.RETURNING for deed in deeds)


def _ended(step: Taken, state: StepState) -> Taken:
    return replace(step, state=state) if step.state in ladder.OPEN_STEPS else step


@lru_cache(maxsize=64)
def _looks(days: WorkCalendar, since: date, until: date) -> list[datetime]:
    span = (since + timedelta(days=n) for n in range((until - since).days + 1))
    mornings = (datetime.combine(day, MORNING) for day in span if days.is_working(day))
    return [timezone.make_aware(morning) for morning in mornings]


_NEVER = timezone.make_aware(datetime.combine(date(2101, 1, 1), MORNING))
