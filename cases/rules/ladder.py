"""The ladder of supervision (督办阶梯): its rungs, when each of them is due, and what lifts it.

A rung is data. What is here reads it: `climbs` says which rungs are due for a ticket as it stands
at a moment. The sweep asks it about tickets as they are, the trial about tickets as they were.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import TextChoices
from django.utils import timezone

from cadres.rules import limits, terms
from cadres.rules.limits import Due, Limit, LimitKey, LimitUnit
from cadres.rules.terms import Term
from cadres.rules.workdays import WorkCalendar, short
from cases.rules.workflow import OPEN, Action, Party, State


class Trigger(TextChoices):
    CLOCK = "clock", "按时限"
    UNANSWERED = "unanswered", "上一级逾期未回复"
    EVENT = "event", "按办理情形"


class RungClock(TextChoices):
    PROMISE = "promise", "对企业承诺"
    UNIT = "unit", "本单位用时"
    FEEDBACK = "feedback", "首次反馈"
    DISPATCH = "dispatch", "交办"
    ACCEPT = "accept", "签收"
    DECISION = "decision", "负责人审核"


class Side(TextChoices):
    BEFORE = "before", "到期前"
    AFTER = "after", "逾期后"


class RungEvent(TextChoices):
    RETURNED = "returned", "被退回"
    REDONE = "redone", "重新办理"


class Approver(TextChoices):
    NOBODY = "nobody", "无需签发"
    OFFICE_CLERK = "office_clerk", "助企办经办"
    OFFICE_HEAD = "office_head", "助企办主任"
    LEADER = "leader", "县领导"


class Addressee(TextChoices):
    CLERKS = "clerks", "承办经办"
    HEAD = "head", "单位负责人"
    LEADER = "leader", "县领导"
    OFFICE = "office", "助企办"


class Lift(TextChoices):
    DISPATCHED = "dispatched", "交办"
    ACCEPTANCE = "acceptance", "签收"
    FEEDBACK = "feedback", "反馈进展"
    RESULT = "result", "提交办结"
    APPROVAL = "approval", "审核通过"


class StepState(TextChoices):
    PROPOSED = "proposed", "待签发"
    ISSUED = "issued", "已发出"
    ANSWERED = "answered", "已回复"
    LIFTED = "lifted", "已解除"
    LAPSED = "lapsed", "已失效"
    REFUSED = "refused", "未签发"


# What somebody still has to do something about.
OPEN_STEPS = frozenset({StepState.PROPOSED, StepState.ISSUED})
# The states in which each clock runs: afterwards nobody is late by it any more.
STATES: dict[RungClock, frozenset[State]] = {
    RungClock.PROMISE: OPEN,
    RungClock.UNIT: frozenset({State.IN_HAND, State.HANDED_UP, State.RESOLVED}),
    RungClock.FEEDBACK: frozenset({State.IN_HAND}),
    RungClock.DISPATCH: frozenset({State.FILED}),
    RungClock.ACCEPT: frozenset({State.ASSIGNED}),
    RungClock.DECISION: frozenset({State.RESOLVED}),
}
# The column of a ticket in which each clock's end stands.
COLUMNS: dict[RungClock, str] = {
    RungClock.PROMISE: "due_on",
    RungClock.UNIT: "unit_due_on",
    RungClock.FEEDBACK: "feedback_due_on",
    RungClock.DISPATCH: "step_due_on",
    RungClock.ACCEPT: "step_due_on",
    RungClock.DECISION: "step_due_on",
}
PARTIES: dict[Approver, Party] = {
    Approver.OFFICE_CLERK: Party.DISPATCHER,
    Approver.OFFICE_HEAD: Party.OFFICE_HEAD,
    Approver.LEADER: Party.LEADER,
}
_LIFTED_BY: dict[Action, Lift] = {
    Action.DISPATCH: Lift.DISPATCHED,
    Action.ACCEPT: Lift.ACCEPTANCE,
    Action.NOTE: Lift.FEEDBACK,
    Action.MEASURE: Lift.FEEDBACK,
    Action.RESOLVE: Lift.RESULT,
    Action.APPROVE: Lift.APPROVAL,
}
# By these the ticket leaves the hands to which a letter was addressed, or its term is a new one.
_LAPSED_BY = frozenset(
    {
        Action.RECALL,
        Action.OBJECT,
        Action.REASSIGN,
        Action.GRANT_EXTENSION,
        Action.GRANT_PARKING,
        Action.GRANT_HAND_UP,
        Action.EXEMPT,
    }
)
RETURNING = frozenset({Action.OBJECT})
REDOING = frozenset({Action.DENY, Action.DENY_BY_CALL, Action.REDO, Action.REOPEN})


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung as it stands on a day."""

    code: str
    name: str
    order: int
    trigger: str
    clock: str = ""
    side: str = ""
    amount: int = 0
    measure: str = LimitUnit.WORKDAY
    event: str = ""
    # Of a rung that follows an unanswered one: the code of that one.
    follows: str = ""
    approver: str = Approver.NOBODY
    addressees: tuple[str, ...] = ()
    reply_days: int = 0
    lifts: tuple[str, ...] = ()
    template: str = ""
    text: str = ""
    basis: str = ""
    is_active: bool = True
    valid_from: date | None = None
    region_id: int | None = None
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken on the ladder before, as far as the next one depends on it."""

    code: str
    cycle: int
    state: str
    reply_due_on: date | None = None
    is_exhausted: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A ticket as it stands at a moment: what the rungs ask of it.

    `cycles` says by which run of a clock, by which return or redoing the ticket is reached now:
    the same rung is due once in each.
    """

    state: str
    ends: Mapping[str, date | None]
    due_at: datetime | None = None
    is_paused: bool = False
    cycles: Mapping[str, int] = field(default_factory=dict)
    exempt: tuple[tuple[date, date], ...] = ()

    def is_exempt(self, on: date) -> bool:
        return any(since <= on <= until for since, until in self.exempt)


@dataclass(frozen=True, slots=True)
class Span:
    """From when on, and until when, a rung is due while nothing else happens to the ticket."""

    first: datetime | None
    last: datetime | None = None

    def holds(self, at: datetime) -> bool:
        has_begun = self.first is None or self.first <= at
        return has_begun and (self.last is None or at <= self.last)


@dataclass(frozen=True, slots=True)
class Climb:
    """A rung that is due: since which day, in which run, and why in words."""

    rung: Rung
    cycle: int
    fired_on: date
    due_on: date | None
    why: str


def nearest(rungs: Iterable[Rung]) -> list[Rung]:
    """Of each code the first; given the nearest region's first, return the ladder in its order."""
    found: dict[str, Rung] = {}
    for rung in rungs:
        found.setdefault(rung.code, rung)
    return sorted(found.values(), key=lambda rung: (rung.order, rung.code))


def condition(rung: Rung, rungs: Iterable[Rung]) -> str:
    """Say when it is due, as the page shows it: 对企业承诺逾期后 1 个工作日."""
    if rung.trigger == Trigger.EVENT:
        return f"{RungEvent(rung.event).label} {rung.amount} 次"
    if rung.trigger == Trigger.UNANSWERED:
        before = next((other.name for other in rungs if other.code == rung.follows), "上一级")
        return f"{before}逾期未回复"
    clock, side = RungClock(rung.clock).label, Side(rung.side).label
    return f"{clock}{side} {limits.words(rung.amount, rung.measure)}"


def climbs(
    rungs: Sequence[Rung],
    standing: Standing,
    taken: Collection[Taken],
    days: WorkCalendar,
    at: datetime,
) -> list[Climb]:
    """Return the rungs that are due at the moment and were not taken in this run.

    On days off, during an exemption, and while the unit's own clock stands still, none is.
    """
    on = timezone.localdate(at)
    if not days.is_working(on) or standing.is_paused or standing.is_exempt(on):
        return []
    done = {(step.code, step.cycle) for step in taken}
    found = []
    for rung in rungs:
        if not rung.is_active or (rung.valid_from and on < rung.valid_from):
            continue
        found += [
            _climb(rung, cycle, span, standing, days, on)
            for cycle, span in spans(rung, standing, taken, days)
            if span.holds(at) and (rung.code, cycle) not in done
        ]
    return found


def spans(
    rung: Rung, standing: Standing, taken: Iterable[Taken], days: WorkCalendar
) -> list[tuple[int, Span]]:
    """Return in which runs, and when, the rung is due while nothing else happens."""
    if standing.state not in states_of(rung):
        return []
    if rung.trigger == Trigger.UNANSWERED:
        return [
            (step.cycle, Span(_begin(step.reply_due_on + timedelta(days=1))))
            for step in taken
            if step.code == rung.follows and step.reply_due_on and step.state == StepState.ISSUED
        ]
    if rung.trigger == Trigger.EVENT:
        times = standing.cycles.get(rung.event, 0)
        return [(times, Span(None))] if times >= rung.amount else []
    span = _of_clock(rung, standing, days)
    return [(standing.cycles.get(rung.clock, 0), span)] if span else []


def states_of(rung: Rung) -> frozenset[State]:
    """Return in which states it may be due.

    Not where what lifts it has happened already, and not where nobody has the ticket to whom it
    speaks.
    """
    states = STATES[RungClock(rung.clock)] if rung.trigger == Trigger.CLOCK else OPEN
    if rung.clock != RungClock.DECISION and {Lift.RESULT, Lift.APPROVAL} & set(rung.lifts):
        states = states - {State.RESOLVED}
    if not {Addressee.OFFICE, Addressee.LEADER} & set(rung.addressees):
        states = states - {State.FILED}
    return states


def ends_between(rung: Rung, on: date, days: WorkCalendar) -> tuple[date | None, date]:
    """Return between which ends of its clock the rung is due on a working day: the same as `spans`,
    turned round for a question to the database."""
    if rung.measure in limits.HOURLY:
        return None, on
    if rung.side == Side.BEFORE:
        return on, days.add_working_days(on, rung.amount) if rung.amount else on
    if not rung.amount:
        return None, on
    return None, days.add_working_days(on, 1 - rung.amount) - timedelta(days=1)


def lifted_by(action: str) -> Lift | None:
    """Return what lifting the deed stands for; most deeds lift nothing."""
    return _LIFTED_BY.get(Action(action))


def ends_steps(action: str, after: str) -> bool:
    """Does the deed make void whatever is still open on the ladder?"""
    return after not in OPEN or action in _LAPSED_BY


def may_touch(action: str, after: str) -> bool:
    """May the deed concern open steps at all? The engine asks the database only then."""
    return ends_steps(action, after) or lifted_by(action) is not None


def is_last(rung: Rung, rungs: Iterable[Rung]) -> bool:
    """Does the ladder as it is laid down end here? Rungs switched off still stand on it."""
    asking = [other.order for other in rungs if other.reply_days]
    return bool(rung.reply_days) and rung.order == max(asking)


def is_exhausted(step: Taken, on: date) -> bool:
    """The reply to the last rung is overdue; what follows is decided by people elsewhere."""
    is_silent = step.state == StepState.ISSUED and not step.is_exhausted
    return is_silent and step.reply_due_on is not None and on > step.reply_due_on


def reply_term(reply_days: int, on: date, basis: str, calendar: int = 0) -> Term:
    """The term of a reply to what is issued on the day; the letter itself names its length."""
    limit = Limit(LimitKey.LETTER_REPLY, "", reply_days, LimitUnit.WORKDAY, basis)
    return Term(limit, on, calendar)


def reply_due(reply_days: int, on: date, days: WorkCalendar) -> Due | None:
    """Until when a letter that is issued on the day is to be answered; None where it need not."""
    return terms.due(reply_term(reply_days, on, ""), lambda _: days) if reply_days else None


def _of_clock(rung: Rung, standing: Standing, days: WorkCalendar) -> Span | None:
    if rung.measure in limits.HOURLY:
        return _of_moment(rung, standing, days)
    end = standing.ends.get(rung.clock)
    if end is None:
        return None
    if rung.side == Side.BEFORE:
        first = days.add_working_days(end, -rung.amount) if rung.amount else end
        return Span(_begin(first), _begin(end + timedelta(days=1)) - timedelta(microseconds=1))
    return Span(_begin(days.add_working_days(end, rung.amount) if rung.amount else end))


def _of_moment(rung: Rung, standing: Standing, days: WorkCalendar) -> Span | None:
    """A rung in hours stands beside a promise in hours, and beside no other clock."""
    if standing.due_at is None or rung.clock != RungClock.PROMISE:
        return None
    term = Limit("", "", rung.amount, LimitUnit(rung.measure), rung.basis)
    ends = limits.due_on(term, standing.due_at, days)
    return Span(ends.at or _begin(ends.on))


def _climb(
    rung: Rung, cycle: int, span: Span, standing: Standing, days: WorkCalendar, on: date
) -> Climb:
    came = timezone.localdate(span.first) if span.first else on
    end = standing.ends.get(rung.clock) if rung.trigger == Trigger.CLOCK else None
    fired_on = max(came, rung.valid_from or came)
    return Climb(rung, cycle, fired_on, end, _why(rung, cycle, span, end, days, on))


def _why(rung: Rung, cycle: int, span: Span, end: date | None, days: WorkCalendar, on: date) -> str:
    if rung.trigger == Trigger.EVENT:
        return f"已{RungEvent(rung.event).label} {cycle} 次"
    if end is None and span.first:
        until = timezone.localdate(span.first) - timedelta(days=1)
        return f"上一级督办应于 {short(until)} 前回复，至今没有回复"
    clock, end = RungClock(rung.clock).label, end or on
    left = days.working_days_between(on, end)
    if on <= end:
        return f"{clock} {short(end)}到期，还剩 {left} 个工作日"
    return f"{clock} {short(end)}到期，已超期 {max(-left, 0)} 个工作日"


def _begin(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))
