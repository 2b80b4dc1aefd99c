"""The ladder over a ticket's past (试算): what each rung would have done, day by day.

The rungs are asked by the very function that the sweep asks (`ladder.due_rungs`); only the ticket
is put together from its history instead of being read as it stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone

from cadres.deadlines.rules.limits import LimitBook
from cadres.deadlines.rules.workdays import WorkCalendar
from cases.supervision.rules import ladder, ladder_clock, ladder_lifts, ladder_runs
from cases.supervision.rules.ladder import DueRung, Rung, RungEvent, StepState, Taken
from cases.supervision.rules.ladder_clock import RungClock, Standing
from cases.tickets.rules.clocks import clocks, limit_keys
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb, Key, Run, Tick
from cases.tickets.rules.workflow import Action

Calendars = Callable[[int], WorkCalendar]
# A sweep runs all day; what is due by the day is due when offices open.
MORNING = time(8)
# While the matter waited for others, what was said to the unit is over.
_STOOD_STILL = (
    (ClockKind.STEP, ClockVerb.STARTED, limit_keys.QUESTION_ANSWER),
    (ClockKind.STEP, ClockVerb.STARTED, limit_keys.PARKING_REVIEW),
    (ClockKind.STEP, ClockVerb.STARTED, limit_keys.NEXT_FEEDBACK),
)
# Which events of the clock ledger begin another run for each clock of the ladder: a start, or
# another round; an extension, because the term has a new end; another unit, because nobody has
# urged that one yet; and a wait for others.
RUN_EVENTS: dict[RungClock, tuple[tuple[str, str, str], ...]] = {
    RungClock.PROMISE: (
        (ClockKind.PROMISE, ClockVerb.STARTED, ""),
        (ClockKind.PROMISE, ClockVerb.EXTENDED, ""),
        (ClockKind.UNIT, ClockVerb.STARTED, limit_keys.REDO),
        (ClockKind.STEP, ClockVerb.STARTED, limit_keys.ACCEPT),
        *_STOOD_STILL,
    ),
    RungClock.UNIT: (
        (ClockKind.UNIT, ClockVerb.STARTED, ""),
        (ClockKind.UNIT, ClockVerb.EXTENDED, ""),
        *_STOOD_STILL,
    ),
    RungClock.FEEDBACK: ((ClockKind.FEEDBACK, ClockVerb.STARTED, ""),),
    RungClock.DISPATCH: ((ClockKind.STEP, ClockVerb.STARTED, limit_keys.DISPATCH),),
    RungClock.ACCEPT: ((ClockKind.STEP, ClockVerb.STARTED, limit_keys.ACCEPT),),
    RungClock.DECISION: ((ClockKind.STEP, ClockVerb.STARTED, limit_keys.HEAD_DECISION),),
}


@dataclass(frozen=True, slots=True)
class PastAction:
    """A step of the ticket's history, as far as the ladder looks at it."""

    at: datetime
    action: str
    state: str
    round: int = 1
    unit_id: int | None = None
    # Of a reply: what it promised, and which step it answers; empty where it answers all.
    promised_on: date | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class PastSuspension:
    approved_at: datetime
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class PastRequest:
    """An extension was asked for, and waited until it was decided or void."""

    asked_at: datetime
    ended_at: datetime | None

    def waits(self, at: datetime) -> bool:
        return self.asked_at <= at and (self.ended_at is None or at < self.ended_at)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that happened to one ticket, each list in the order of writing."""

    ticket_id: int
    actions: Sequence[PastAction]
    ticks: Sequence[Tick]
    suspensions: Sequence[PastSuspension] = ()
    requests: Sequence[PastRequest] = ()


@dataclass(frozen=True, slots=True)
class Firing:
    """A rung would have been taken: for which ticket, with which unit, on which day, and why."""

    ticket_id: int
    unit_id: int | None
    on: date
    due_rung: DueRung


def fires(
    rungs: Sequence[Rung],
    timeline: Timeline,
    days: WorkCalendar,
    since: date,
    until: date,
    *,
    calendars: Calendars | None = None,
    book: LimitBook | None = None,
) -> list[Firing]:
    """Return what the ladder does when it looks at the ticket on every working day of the period.

    Letters are taken to be issued on the day on which they are proposed; replies are those of the
    history. `calendars` gives the version by which a clock was counted, `days` the one of today,
    `book` the time that hands have to themselves.
    """
    known = {rung.code: rung for rung in rungs}
    walk = _Walk(known, timeline, days, calendars or (lambda version: days), book or LimitBook(()))
    looks, found, place = _looks(days, since, until), [], 0
    while place < len(looks):
        at = looks[place]
        walk.go_to(at)
        found += walk.look(at)
        place = max(place + 1, bisect_left(looks, walk.next_after(at)))
    return found


def cycles(counts: Iterable[tuple[str, str, str, int]], pauses: int) -> dict[str, int]:
    """Return in which run each clock is, given how often each kind of event was written.

    `pauses`: how often the ladder was to begin anew, after a suspension or because a finding of
    tolerance was revoked.
    """
    found = dict.fromkeys(RUN_EVENTS, pauses)
    for kind, verb, key, times in counts:
        for clock, events in RUN_EVENTS.items():
            if (kind, verb, "") in events or (key and (kind, verb, key) in events):
                found[clock] += times
    return {clock.value: times for clock, times in found.items()}


@dataclass(slots=True)
class _Walk:
    """Goes through one history and keeps what the ladder has done so far."""

    rungs: dict[str, Rung]
    timeline: Timeline
    days: WorkCalendar
    calendars: Calendars
    book: LimitBook
    taken: list[Taken] = field(default_factory=list)
    standing: Standing | None = None
    actions: int = 0
    ticks: int = 0
    is_held: bool = False

    def go_to(self, at: datetime) -> None:
        """Let everything happen up to the moment."""
        before = (self.actions, self.ticks)
        while (
            self.actions < len(self.timeline.actions)
            and self.timeline.actions[self.actions].at <= at
        ):
            self._live(self.timeline.actions[self.actions])
        self._tick(at)
        if before != (self.actions, self.ticks) or self.timeline.suspensions:
            self.standing = self._standing(at)

    def look(self, at: datetime) -> list[Firing]:
        if self.standing is None:
            return []
        rungs = list(self.rungs.values())
        found = ladder.due_rungs(rungs, self.standing, self.taken, self.days, at)
        due = ladder.due(rungs, self.standing, self.taken, self.days, at)
        self.is_held = len(due) > len(found)
        on = timezone.localdate(at)
        self.taken += [self._take(due, on) for due in found]
        unit_id = self.timeline.actions[self.actions - 1].unit_id
        return [Firing(self.timeline.ticket_id, unit_id, on, due) for due in found]

    def next_after(self, at: datetime) -> datetime:
        """Return before when nothing can change: no action, no clock, no rung."""
        if self.timeline.suspensions or self.is_held:
            return at
        marks = [past.at for past in self.timeline.actions[self.actions : self.actions + 1]]
        marks += [tick.at for tick in self.timeline.ticks[self.ticks : self.ticks + 1]]
        if self.standing is not None:
            marks += self._beginnings()
        return min((mark for mark in marks if mark > at), default=_NEVER)

    def _live(self, past: PastAction) -> None:
        """An action ends steps, and so does a lateness that it took away."""
        self.actions += 1
        if past.action == Action.ABSORB:
            self._absorb(past.at)
        self._tick(past.at)
        self.taken = after_action(self.taken, past, self.rungs.values())
        still = {
            step.code for step in self.taken if step.state in ladder.OPEN_STEPS or step.is_promised
        }
        standing = self._standing(past.at) if still else None
        if standing is not None:
            lapsed = ladder_lifts.lapsed(still, self.rungs, standing, self.days, past.at)
            self.taken = [
                _ended(step, StepState.LAPSED) if step.code in lapsed else step
                for step in self.taken
            ]

    def _absorb(self, at: datetime) -> None:
        before = self._promise_run(at)
        self._tick(at)
        more = self._promise_run(at) - before
        self.taken = ladder_runs.carried(self.taken, self.rungs, before, more)

    def _promise_run(self, at: datetime) -> int:
        ticks = self.timeline.ticks[: self.ticks]
        known = sum(one.approved_at <= at for one in self.timeline.suspensions)
        known += _times(Action.REVOKE_TOLERANCE, self.timeline.actions[: self.actions])
        return cycles(((t.kind, t.verb, t.key, 1) for t in ticks), known)[RungClock.PROMISE]

    def _tick(self, at: datetime) -> None:
        while self.ticks < len(self.timeline.ticks) and self.timeline.ticks[self.ticks].at <= at:
            self.ticks += 1

    def _beginnings(self) -> list[datetime]:
        standing = self.standing
        assert standing is not None
        return [
            span.first
            for rung in self.rungs.values()
            for _, span in ladder.spans(rung, standing, self.taken, self.days)
            if span.first
        ]

    def _standing(self, at: datetime) -> Standing | None:
        actions, ticks = self.timeline.actions[: self.actions], self.timeline.ticks[: self.ticks]
        runs = clocks.replay(ticks)
        if not actions or (ClockKind.PROMISE, None) not in runs:
            return None
        state = actions[-1].state
        now = clocks.derived(runs, state, self.calendars)
        known = [one for one in self.timeline.suspensions if one.approved_at <= at]
        revoked = _times(Action.REVOKE_TOLERANCE, actions)
        counted = cycles(((t.kind, t.verb, t.key, 1) for t in ticks), len(known) + revoked)
        return Standing(
            state=state,
            ends={clock: getattr(now, column) for clock, column in ladder_clock.COLUMNS.items()},
            due_at=now.due_at,
            is_paused=now.paused_at is not None,
            cycles={**counted, **event_counts(actions[-1].round, _returns(actions))},
            suspended=tuple((one.from_on, one.to_on) for one in known),
            round=actions[-1].round,
            quiet_until=self._quiet_until(actions, runs),
            # Each is revoked once: while more were found than revoked, one stands.
            is_tolerated=_times(Action.TOLERATE, actions) > revoked,
            extension_waits=any(one.waits(at) for one in self.timeline.requests),
        )

    def _quiet_until(self, actions: Sequence[PastAction], runs: Mapping[Key, Run]) -> date | None:
        begun = [past.at for past in actions if past.action in ladder_clock.BEGINNINGS]
        subject = runs[ClockKind.PROMISE, None].subject
        own = self.book.get(limit_keys.LADDER_QUIET, subject)
        began_on = timezone.localdate(begun[-1]) if begun else None
        return ladder_clock.quiet_until(began_on, own, self.days)

    def _take(self, reached: DueRung, on: date) -> Taken:
        rung = reached.rung
        due = ladder.reply_due(rung.reply_days, on, self.days)
        until = due.on if due else None
        return Taken(rung.code, reached.cycle, StepState.ISSUED, until, taken_on=on)


def after_action(taken: Sequence[Taken], past: PastAction, rungs: Iterable[Rung]) -> list[Taken]:
    """Return the steps after an action: lifted, answered or void, as `ladder` says of it."""
    if not taken:
        return []
    if ladder_lifts.ends_steps(past.action, past.state):
        return [_ended(step, StepState.LAPSED) for step in taken]
    if past.action == Action.REPLY:
        return [_answered(step, past) for step in taken]
    lift = ladder_lifts.lifted_by(past.action)
    lifted = {rung.code for rung in rungs if lift in rung.lifts}
    return [_ended(s, StepState.LIFTED) if s.code in lifted else s for s in taken]


def event_counts(round_number: int, returns: int) -> dict[str, int]:
    """How often the ticket was redone and given back."""
    return {RungEvent.REDONE.value: round_number - 1, RungEvent.RETURNED.value: returns}


def _times(action: Action, actions: Iterable[PastAction]) -> int:
    return sum(past.action == action for past in actions)


def _returns(actions: Iterable[PastAction]) -> int:
    return sum(past.action in ladder.RETURNING for past in actions)


def _ended(step: Taken, state: StepState) -> Taken:
    if step.state in ladder.OPEN_STEPS:
        return replace(step, state=state)
    return replace(step, promised_on=None) if state == StepState.LAPSED else step


def _answered(step: Taken, past: PastAction) -> Taken:
    """A reply answers what asks for one; what only told asks for none."""
    if step.state != StepState.ISSUED or not step.reply_due_on or past.code not in ("", step.code):
        return step
    return replace(step, state=StepState.ANSWERED, promised_on=past.promised_on)


@lru_cache(maxsize=64)
def _looks(days: WorkCalendar, since: date, until: date) -> list[datetime]:
    span = (since + timedelta(days=n) for n in range((until - since).days + 1))
    mornings = (datetime.combine(day, MORNING) for day in span if days.is_working(day))
    return [timezone.make_aware(morning) for morning in mornings]


_NEVER = timezone.make_aware(datetime.combine(date(2101, 1, 1), MORNING))
