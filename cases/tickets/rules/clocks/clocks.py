"""A ticket's clocks (时钟): what was written about them, and what follows from it on any day.

Nothing here is stored twice: the columns of a ticket that say when something ends are what
`replay` and `derived` make of its clock events, and can be made again at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import TextChoices

from cadres.deadlines.rules import terms
from cadres.deadlines.rules.limits import Due, Limit, LimitKey, LimitUnit
from cadres.deadlines.rules.terms import Calendars, Term
from cases.tickets.rules import workflow
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.workflow import NOT_COUNTED, UNANSWERED, UNSOLVED, Action, Party, State


class ClockKind(TextChoices):
    PROMISE = "promise", "对企业承诺"
    UNIT = "unit", "承办时限"
    STEP = "step", "本环节"
    FEEDBACK = "feedback", "首次反馈"
    SHARE = "share", "协办、分办"


class ClockVerb(TextChoices):
    STARTED = "started", "起算"
    PAUSED = "paused", "暂停"
    RESUMED = "resumed", "恢复"
    EXTENDED = "extended", "延期"
    REASSIGNED = "reassigned", "改派、退回停计"
    RECOUNTED = "recounted", "按新日历重算"
    STOPPED = "stopped", "停止"


# Which limit bounds the wait in a state; in the unit's hands its own time does.
STEP_LIMITS: dict[State, LimitKey] = {
    State.FILED: limit_keys.DISPATCH,
    State.ASSIGNED: limit_keys.ACCEPT,
    State.ASKING: limit_keys.QUESTION_ANSWER,
    State.RESOLVED: limit_keys.HEAD_DECISION,
    State.UNCONFIRMED: limit_keys.CALL_BACK,
    State.PARKED: limit_keys.PARKING_REVIEW,
    State.PLANNED: limit_keys.PLAN_FEEDBACK,
    State.HANDED_UP: limit_keys.NEXT_FEEDBACK,
}


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the clock ledger, as the rules read it.

    A start carries its limit; one whose end was stated by a ledger carries that day alone
    (`measure` is empty). An extension carries how much was added; a recount its new calendar.
    """

    kind: str
    verb: str
    at: datetime
    since: datetime | None = None
    key: str = ""
    subject: str = ""
    amount: int = 0
    measure: str = ""
    basis: str = ""
    calendar: int = 0
    stated_on: date | None = None
    unit_id: int | None = None
    share_id: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One clock as it stands: from its start, with all pauses and extensions since."""

    kind: str
    key: str
    subject: str
    since: datetime
    limit: Limit | None
    stated_on: date | None
    calendar: int
    unit_id: int | None = None
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    paused_at: datetime | None = None
    extensions: tuple[Limit, ...] = ()
    ended_at: datetime | None = None
    is_reassigned: bool = False

    @property
    def is_running(self) -> bool:
        return self.ended_at is None

    @property
    def term(self) -> Term:
        """What the kernel counts."""
        return Term(
            self.limit, self.since, self.calendar, self.stated_on, self.pauses, self.extensions
        )


@dataclass(frozen=True, slots=True)
class Derived:
    """The columns of a ticket that its clock events decide."""

    due_on: date
    promised_on: date
    is_due_provisional: bool
    due_at: datetime | None
    unit_due_on: date | None
    step_due_on: date | None
    feedback_due_on: date | None
    paused_at: datetime | None


@dataclass(frozen=True, slots=True)
class Command:
    """What is to be written into the ledger; the limit of a start is looked up by its key."""

    verb: ClockVerb
    kind: ClockKind
    key: str = ""
    subject: str = ""
    since: datetime | None = None
    stated_on: date | None = None
    amount: int = 0
    measure: str = ""
    basis: str = ""
    unit_id: int | None = None
    share_id: int | None = None
    note: str = ""


# States in which nothing of the unit runs any more.
_AT_REST = frozenset({*UNANSWERED, State.CLOSED, State.VOID, State.MERGED})
# While the enterprise is asked, or the matter is parked, the unit's own clock stands still.
_STANDS_STILL = frozenset({State.ASKING, State.PARKED})
# By these the enterprise hears of its matter for the first time.
_FEEDBACK = frozenset({Action.NOTE, Action.MEASURE, Action.RESOLVE, Action.ASK, Action.DECLINE})
_NEW_ROUND = UNSOLVED | {Action.REDO, Action.REOPEN}

# The run of a clock is found by its kind, and by its share where several run beside each other.
Key = tuple[str, int | None]


def replay(ticks: Iterable[Tick]) -> dict[Key, Run]:
    """Return the newest run of every clock; `ticks` in the order in which they were written."""
    runs: dict[Key, Run] = {}
    for tick in ticks:
        key = (tick.kind, tick.share_id)
        if tick.verb == ClockVerb.STARTED:
            runs[key] = _started(tick)
        elif key in runs:
            runs[key] = _moved(runs[key], tick)
    return runs


def due(run: Run, calendars: Calendars, *, with_extensions: bool = True) -> Due:
    """Return when the run ends; time in which it stood still is not counted.

    While it stands still, its end is the one of the last resumption: nobody knows how long the
    pause will be, so pages say 暂停 beside it.
    """
    return terms.due(run.term, calendars, with_extensions=with_extensions)


def derived(runs: Mapping[Key, Run], state: str, calendars: Calendars) -> Derived:
    """Return what a ticket's columns must say in this state."""
    promise = runs[ClockKind.PROMISE, None]
    now, first = due(promise, calendars), due(promise, calendars, with_extensions=False)
    own = runs.get((ClockKind.UNIT, None))
    unit_due_on = None
    if own is not None and not own.is_reassigned and state not in NOT_COUNTED:
        unit_due_on = due(own, calendars).on
    return Derived(
        due_on=now.on,
        promised_on=first.on,
        is_due_provisional=now.is_provisional,
        due_at=now.at,
        unit_due_on=unit_due_on,
        step_due_on=_step_due(runs, state, unit_due_on, calendars),
        feedback_due_on=_running_due(runs.get((ClockKind.FEEDBACK, None)), calendars),
        paused_at=own.paused_at if own is not None and own.is_running else None,
    )


def share_dues(runs: Mapping[Key, Run], calendars: Calendars) -> dict[int, date | None]:
    """Return until when each part is waited for; None where it is waited for no longer."""
    return {
        share_id: _running_due(run, calendars)
        for (kind, share_id), run in runs.items()
        if kind == ClockKind.SHARE and share_id is not None
    }


def begun(tick: Tick, since: datetime, limit: Limit) -> Tick:
    """Return the start with the limit that bounds it, as it stood on that day."""
    return replace(
        tick,
        since=since,
        subject=tick.subject,
        amount=limit.amount,
        measure=limit.unit,
        basis=limit.basis,
    )


def stated(tick: Tick, since: datetime, on: date) -> Tick:
    """Return the start of a clock whose end somebody decided."""
    return replace(tick, since=since, stated_on=on)


def moves_within_state(action: Action) -> bool:
    """Does the action move a clock although the ticket stays where it is?"""
    return action in _FEEDBACK or action in (Action.REASSIGN, Action.ADMIT)


@dataclass(frozen=True, slots=True)
class Move:
    """A step that is taken: what the clocks need to know of it."""

    action: Action
    party: Party | None
    before: str
    after: str
    handling_class: str = ""
    unit_id: int | None = None
    # From when the unit's time is counted, where not from its acceptance (13710).
    counts_from: datetime | None = None
    # Whether the unit still has to say if it takes the complaint (applications/admission.py).
    is_examined: bool = False


def commands_for(move: Move, runs: Mapping[Key, Run], given: Sequence[Command]) -> list[Command]:
    """Return what a step does to the clocks, besides what its service has `given`."""
    found = [*_of_unit(move, runs), *_pauses(move, runs), *_ends(move, runs)]
    found += _of_shares(move, runs)
    if any(command.kind is ClockKind.STEP for command in given):
        return found
    return [*found, *_of_step(move, runs)]


def _of_unit(move: Move, runs: Mapping[Key, Run]) -> list[Command]:
    """The unit's own time begins with its acceptance, and anew with each round."""
    if move.action is Action.ACCEPT:
        return _taken_in_hand(move)
    if move.action is Action.DECLINE:
        return _not_taken(move, runs)
    anew = Command(ClockVerb.STARTED, ClockKind.UNIT, limit_keys.REDO, move.handling_class)
    return [replace(anew, unit_id=move.unit_id)] if move.action in _NEW_ROUND else []


def _taken_in_hand(move: Move) -> list[Command]:
    """Both clocks of the unit; its own time waits where it has yet to take the complaint."""
    begun = Command(ClockVerb.STARTED, ClockKind.UNIT, since=move.counts_from, unit_id=move.unit_id)
    own = replace(begun, key=limit_keys.UNIT_OWN, subject=move.handling_class)
    first = replace(begun, kind=ClockKind.FEEDBACK, key=limit_keys.FIRST_FEEDBACK)
    return [first] if move.is_examined else [own, first]


def _not_taken(move: Move, runs: Mapping[Key, Run]) -> list[Command]:
    """Of a complaint that it does not take the unit had the time for deciding that, no other."""
    had, own = runs.get((ClockKind.STEP, None)), runs.get((ClockKind.UNIT, None))
    if had is None or had.key != limit_keys.ADMISSION or (own is not None and own.is_running):
        return []
    begun = Command(ClockVerb.STARTED, ClockKind.UNIT, had.key, had.subject, since=had.since)
    return [replace(begun, unit_id=move.unit_id)]


def _pauses(move: Move, runs: Mapping[Key, Run]) -> list[Command]:
    own = runs.get((ClockKind.UNIT, None))
    if own is None or not own.is_running or move.before == move.after:
        return []
    if move.after in _STANDS_STILL:
        return [Command(ClockVerb.PAUSED, ClockKind.UNIT)]
    if own.paused_at is not None and move.after == State.IN_HAND:
        return [Command(ClockVerb.RESUMED, ClockKind.UNIT)]
    return []


def _ends(move: Move, runs: Mapping[Key, Run]) -> list[Command]:
    ended: list[Command] = []
    own, first = runs.get((ClockKind.UNIT, None)), runs.get((ClockKind.FEEDBACK, None))
    if own is not None and own.is_running:
        if _loses_unit(move):
            ended.append(Command(ClockVerb.REASSIGNED, ClockKind.UNIT, unit_id=own.unit_id))
        elif move.after in _AT_REST:
            ended.append(Command(ClockVerb.STOPPED, ClockKind.UNIT))
    if first is not None and first.is_running and _ends_feedback(move):
        ended.append(Command(ClockVerb.STOPPED, ClockKind.FEEDBACK))
    return ended


def _ends_feedback(move: Move) -> bool:
    said = move.action in _FEEDBACK and move.party is not Party.CO_HANDLER
    return said or _loses_unit(move) or move.after in _AT_REST


def _loses_unit(move: Move) -> bool:
    """The unit's own clocks stop where the ticket becomes another's, or goes back to the office."""
    return workflow.leaves_unit(move.action, State(move.after))


def _of_shares(move: Move, runs: Mapping[Key, Run]) -> list[Command]:
    """The parts of others stand still with the unit's own time, and end where it gives it up."""
    return [
        Command(verb, ClockKind.SHARE, unit_id=run.unit_id, share_id=share_id)
        for (kind, share_id), run in runs.items()
        if kind == ClockKind.SHARE and run.is_running and (verb := _share_verb(move, run))
    ]


def _share_verb(move: Move, run: Run) -> ClockVerb | None:
    if move.action is Action.REASSIGN or move.after in {*_AT_REST, State.FILED}:
        return ClockVerb.STOPPED
    if run.paused_at is None and move.after in _STANDS_STILL and move.before != move.after:
        return ClockVerb.PAUSED
    if run.paused_at is not None and move.after not in _STANDS_STILL:
        return ClockVerb.RESUMED
    return None


def _of_step(move: Move, runs: Mapping[Key, Run]) -> list[Command]:
    if move.before == move.after and not _waits_anew(move):
        return []
    key = STEP_LIMITS.get(State(move.after))
    if move.is_examined and move.after == State.IN_HAND:
        key = limit_keys.ADMISSION
    if key:
        subject = move.handling_class
        return [Command(ClockVerb.STARTED, ClockKind.STEP, key, subject, unit_id=move.unit_id)]
    waiting = runs.get((ClockKind.STEP, None))
    if waiting is not None and waiting.is_running:
        return [Command(ClockVerb.STOPPED, ClockKind.STEP)]
    return []


def _waits_anew(move: Move) -> bool:
    """Given to another unit, taken by it (受理), or answered once more while planned (滚动答复)."""
    is_answer = move.action is Action.NOTE and move.party is not Party.CO_HANDLER
    return move.action in (Action.REASSIGN, Action.ADMIT) or (
        move.after == State.PLANNED and is_answer
    )


def _step_due(
    runs: Mapping[Key, Run], state: str, unit_due_on: date | None, calendars: Calendars
) -> date | None:
    if state == State.IN_HAND and unit_due_on is not None:
        return unit_due_on
    return _running_due(runs.get((ClockKind.STEP, None)), calendars)


def _running_due(run: Run | None, calendars: Calendars) -> date | None:
    return due(run, calendars).on if run is not None and run.is_running else None


def _started(tick: Tick) -> Run:
    limit = None
    if tick.measure:
        unit = LimitUnit(tick.measure)
        limit = Limit(tick.key, tick.subject, tick.amount, unit, tick.basis)
    return Run(
        kind=tick.kind,
        key=tick.key,
        subject=tick.subject,
        since=tick.since or tick.at,
        limit=limit,
        stated_on=tick.stated_on,
        calendar=tick.calendar,
        unit_id=tick.unit_id,
    )


def _moved(run: Run, tick: Tick) -> Run:
    match tick.verb:
        case ClockVerb.PAUSED:
            return replace(run, paused_at=run.paused_at or tick.at)
        case ClockVerb.RESUMED:
            return _resumed(run, tick.at)
        case ClockVerb.EXTENDED:
            added = Limit(tick.key, "", tick.amount, LimitUnit(tick.measure), tick.basis)
            return replace(run, extensions=(*run.extensions, added))
        case ClockVerb.RECOUNTED:
            return replace(run, calendar=tick.calendar)
        case _:
            stopped = _resumed(run, tick.at)
            is_reassigned = tick.verb == ClockVerb.REASSIGNED
            return replace(stopped, ended_at=tick.at, is_reassigned=is_reassigned)


def _resumed(run: Run, at: datetime) -> Run:
    if run.paused_at is None:
        return run
    return replace(run, pauses=(*run.pauses, (run.paused_at, at)), paused_at=None)
