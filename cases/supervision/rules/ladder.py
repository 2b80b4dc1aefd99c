"""The ladder of supervision (督办阶梯): its rungs, when each of them is due, and what lifts it.

A rung is data. What is here reads it: `due_rungs` says which rungs are due for a ticket as it
stands at a moment. The sweep asks it about tickets as they are, the trial about tickets as they
were.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils import timezone

from cadres.deadlines.rules import limits, terms
from cadres.deadlines.rules.limits import Due, Limit, LimitUnit
from cadres.deadlines.rules.terms import Term
from cadres.deadlines.rules.workdays import WorkCalendar, short
from cases.supervision.rules import ladder_replies
from cases.supervision.rules.ladder_clock import (
    AT_WORK,
    STATES,
    Asked,
    RungClock,
    Standing,
    asked,
    midnight,
)
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.workflow import UNSOLVED, Action, Party, State


class Trigger(TextChoices):
    CLOCK = "clock", "按时限"
    UNANSWERED = "unanswered", "上一级仍不落实"
    EVENT = "event", "按办理情形"


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


# Those of them who stand in the unit that has the ticket.
IN_UNIT = frozenset({Addressee.CLERKS, Addressee.HEAD})


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
PARTIES: dict[Approver, Party] = {
    Approver.OFFICE_CLERK: Party.DISPATCHER,
    Approver.OFFICE_HEAD: Party.OFFICE_HEAD,
    Approver.LEADER: Party.LEADER,
}
RETURNING = frozenset({Action.OBJECT})
REDOING = UNSOLVED | {Action.REDO, Action.REOPEN}


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
    # Of a rung that follows one that brought nothing about: the code of that one.
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
    taken_on: date | None = None
    # What its reply promised, as long as something follows from that.
    promised_on: date | None = None

    @property
    def is_pending(self) -> bool:
        """Is the reply to what was issued still to come, or a promise still to be kept?"""
        is_asked = self.state == StepState.ISSUED and self.reply_due_on is not None
        return is_asked or self.is_promised

    @property
    def is_promised(self) -> bool:
        return self.state == StepState.ANSWERED and self.promised_on is not None

    def waits(self, on: date) -> bool:
        """May its reply still come in time, or what it promised still be kept?"""
        return self.is_pending and ladder_replies.waits(self.reply_due_on, self.promised_on, on)


@dataclass(frozen=True, slots=True)
class Span:
    """From when on, and until when, a rung is due while nothing else happens to the ticket."""

    first: datetime | None
    last: datetime | None = None
    why: str = ""

    def holds(self, at: datetime) -> bool:
        has_begun = self.first is None or self.first <= at
        return has_begun and (self.last is None or at <= self.last)


@dataclass(frozen=True, slots=True)
class DueRung:
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
        return f"{before}逾期未回复，或者到承诺的日期仍未办结"
    clock, side = RungClock(rung.clock).label, Side(rung.side).label
    return f"{clock}{side} {limits.words(rung.amount, rung.measure)}"


def due_rungs(
    rungs: Sequence[Rung],
    standing: Standing,
    taken: Collection[Taken],
    days: WorkCalendar,
    at: datetime,
) -> list[DueRung]:
    """Return the rung to be taken at the moment: one a ticket and day, the lowest (逐级).

    None is on days off, while supervision is suspended or over, while the unit's own clock stands
    still, and while the reply to one that was issued may still come in time, or its promise be
    kept.
    """
    on = timezone.localdate(at)
    if any(step.taken_on == on or step.waits(on) for step in taken):
        return []
    return due(rungs, standing, taken, days, at)[:1]


def due(
    rungs: Sequence[Rung],
    standing: Standing,
    taken: Collection[Taken],
    days: WorkCalendar,
    at: datetime,
) -> list[DueRung]:
    """Return every rung that is due at the moment and was not taken in this run."""
    on = timezone.localdate(at)
    if not days.is_working(on) or standing.is_paused or standing.is_left_alone(on):
        return []
    done = {(step.code, step.cycle) for step in taken}
    found = []
    for rung in rungs:
        if not rung.is_active or (rung.valid_from and on < rung.valid_from):
            continue
        found += [
            _due_rung(rung, cycle, span, standing, days, on)
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
    if rung.trigger == Trigger.UNANSWERED and standing.extension_waits:
        return []
    if rung.trigger == Trigger.UNANSWERED:
        return [
            (step.cycle, _failing(step))
            for step in taken
            if step.code == rung.follows and step.is_pending
        ]
    if rung.trigger == Trigger.EVENT:
        times = standing.cycles.get(rung.event, 0)
        return [(times, Span(None))] if times >= rung.amount else []
    span = span_of_clock(rung, standing, days)
    return [(run_of(rung, standing, taken), span)] if span else []


def span_of_clock(rung: Rung, standing: Standing, days: WorkCalendar) -> Span | None:
    """Return when a rung is due by its clock while nothing else happens; None where none asks."""
    answer = asked(RungClock(rung.clock), standing)
    if answer is None or (rung.measure in limits.HOURLY and answer.at is None):
        return None
    if rung.measure in limits.HOURLY:
        return Span(_latest(_hours_after(rung, answer, days), answer.begins))
    if rung.side == Side.BEFORE:
        first = days.add_working_days(answer.end, -rung.amount) if rung.amount else answer.end
        last = midnight(answer.end + timedelta(days=1)) - timedelta(microseconds=1)
        return Span(_latest(midnight(first), answer.begins), last)
    counted = answer.counts_from()
    first = days.add_working_days(counted, rung.amount) if rung.amount else counted
    return Span(_latest(midnight(first), answer.begins))


def run_of(rung: Rung, standing: Standing, taken: Iterable[Taken]) -> int:
    """Number the run of a rung's clock: what lapsed in it may be taken again."""
    lapsed = sum(step.code == rung.code and step.state == StepState.LAPSED for step in taken)
    return standing.cycles.get(rung.clock, 0) + lapsed


def states_of(rung: Rung) -> frozenset[State]:
    """Return in which states it may be due.

    Not where what lifts it has happened already, and not where nobody has the ticket to whom it
    speaks.
    """
    states = STATES[RungClock(rung.clock)] if rung.trigger == Trigger.CLOCK else AT_WORK
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


def word_of(state: str, *, prints: bool, letter: str = "", letter_label: str = "") -> str:
    """Say how a step stands, true to its paper: what is only drafted has not gone out.

    `letter` is the state of its letter as far as the reader may see it.
    """
    if state != StepState.ISSUED or not prints or letter == "issued":
        return StepState(state).label
    return f"已通知，文书{letter_label}" if letter_label else "已通知"


def why_now(rung: Rung, standing: Standing, days: WorkCalendar, on: date) -> str:
    """Say again why a rung by the clock is due, on another day; empty where no clock is asked."""
    is_clock = rung.trigger == Trigger.CLOCK
    answer = asked(RungClock(rung.clock), standing) if is_clock else None
    return _late(answer, days, on) if answer else ""


def is_last(rung: Rung, rungs: Iterable[Rung]) -> bool:
    """Does the ladder as it is laid down end here? Rungs switched off still stand on it."""
    asking = [other.order for other in rungs if other.reply_days]
    return bool(rung.reply_days) and rung.order == max(asking)


def is_exhausted(step: Taken, on: date) -> bool:
    """The last rung brought nothing about; what follows is decided by people elsewhere."""
    return step.is_pending and not step.is_exhausted and not step.waits(on)


def reply_term(reply_days: int, on: date, basis: str, calendar: int = 0) -> Term:
    """The term of a reply to what is issued on the day; the letter itself names its length."""
    limit = Limit(limit_keys.LETTER_REPLY, "", reply_days, LimitUnit.WORKDAY, basis)
    return Term(limit, on, calendar)


def reply_due(reply_days: int, on: date, days: WorkCalendar) -> Due | None:
    """Until when a letter that is issued on the day is to be answered; None where it need not."""
    return terms.due(reply_term(reply_days, on, ""), lambda _: days) if reply_days else None


def _hours_after(rung: Rung, answer: Asked, days: WorkCalendar) -> datetime:
    """A rung in hours stands beside a promise in hours, and beside no other clock."""
    term = Limit("", "", rung.amount, LimitUnit(rung.measure), rung.basis)
    ends = limits.due_on(term, answer.at or answer.end, days)
    return ends.at or midnight(ends.on)


def _latest(first: datetime, begins: datetime | None) -> datetime:
    return max(first, begins) if begins is not None else first


def _due_rung(
    rung: Rung, cycle: int, span: Span, standing: Standing, days: WorkCalendar, on: date
) -> DueRung:
    came = timezone.localdate(span.first) if span.first else on
    is_clock = rung.trigger == Trigger.CLOCK
    answer = asked(RungClock(rung.clock), standing) if is_clock else None
    fired_on = max(came, rung.valid_from or came)
    why = _late(answer, days, on) if answer else _why(rung, cycle, span)
    return DueRung(rung, cycle, fired_on, answer.end if answer else None, why)


def _why(rung: Rung, cycle: int, span: Span) -> str:
    return span.why or f"已{RungEvent(rung.event).label} {cycle} 次"


def _failing(step: Taken) -> Span:
    """From when on what follows the step is due: 仍不落实."""
    first = ladder_replies.begins_to_fail(step.reply_due_on, step.promised_on)
    why = ladder_replies.why(step.reply_due_on, step.promised_on)
    return Span(midnight(first) if first else None, why=why)


def _late(answer: Asked, days: WorkCalendar, on: date) -> str:
    left = days.working_days_between(on, answer.end)
    said = f"{answer.clock.label} {short(answer.end)}到期"
    if on <= answer.end:
        return f"{said}，还剩 {left} 个工作日"
    return f"{said}，已超期 {max(-left, 0)} 个工作日"
