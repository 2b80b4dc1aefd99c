"""The one kernel of terms (时限): when a term ends, why then, and what a newer calendar moves.

Whatever has a term, a ticket's clock or a lead's, a topic or a letter's reply, is counted here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

from cadres.deadlines.rules import limits
from cadres.deadlines.rules.limits import Due, Limit, LimitUnit
from cadres.deadlines.rules.pauses import Pause, clipped, nearest
from cadres.deadlines.rules.workdays import ONE_DAY, ExplainedDay, WorkCalendar, short

# From so many working days before its end on a term is 临期, on every page.
SOON_DAYS = 2
STATED = "该日期由台账载明或审批确定，不另推算"
PAUSED = "暂停计时，不计入"
RUNS_AGAIN = "恢复计时，当日不算超期，到期日顺延至此"

# The calendar of one place in each of its versions.
Calendars = Callable[[int], WorkCalendar]


@dataclass(frozen=True, slots=True)
class Term:
    """From when, how long, by which document, on which calendar; what stood still, what was added.

    A version of the calendar fixes the office hours too. Without a limit somebody stated the day:
    no calendar moves it.
    """

    limit: Limit | None
    since: date | datetime
    calendar: int = 0
    stated_on: date | None = None
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Limit, ...] = ()

    @property
    def is_counted(self) -> bool:
        return self.limit is not None or bool(self.extensions)


@dataclass(frozen=True, slots=True)
class OpenTerm:
    """A term that runs, beside what is stored of it; `is_provisional` is None where it is not."""

    label: str
    term: Term
    due_on: date | None
    is_provisional: bool | None = None


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A row with terms that run; `name` is what the keeper of the calendar may read of it."""

    pk: int
    name: str
    region_id: int
    terms: tuple[OpenTerm, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """One term that ends otherwise by another calendar."""

    label: str
    before: Due
    after: Due

    def __str__(self) -> str:
        return f"{self.label} {self.before.on} → {self.after.on}{_mark(self)}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One stored date that is not what its own term makes of it."""

    label: str
    stored: object
    rebuilt: object


@dataclass(frozen=True, slots=True)
class Explanation:
    """A term in words: from when, by which limit and document, day by day to its end."""

    term: Term
    since: date
    due: Due
    original: Due
    days: list[ExplainedDay]

    @property
    def is_stated(self) -> bool:
        return self.term.limit is None

    @property
    def is_extended(self) -> bool:
        return bool(self.term.extensions)


def begin(limit: Limit, since: date | datetime, calendar: WorkCalendar) -> Term:
    """Return the term that begins then; of a day whose moment nobody knows, with its end."""
    start = since if isinstance(since, datetime) else limits.begin(limit, since)
    return Term(limit, start, calendar.version)


def due(term: Term, calendars: Calendars, *, with_extensions: bool = True) -> Due:
    """Return when the term ends on its own calendar; what stood still is not counted."""
    stated = Due(term.stated_on or limits.day_of(term.since), False)
    if not term.is_counted:
        return stated
    days, found = calendars(term.calendar), stated
    if term.limit is not None:
        found = limits.prolonged(term.limit, term.since, days, term.pauses)
    for extension in term.extensions if with_extensions else ():
        found = _longer(found, extension, days)
    return found


def columns(term: Term, calendars: Calendars) -> dict[str, Any]:
    """Return what a row of `TermColumns` keeps of a term, its day with it."""
    ends, limit = due(term, calendars), term.limit
    return {
        "term_key": limit.key if limit else "",
        "term_subject": limit.subject if limit else "",
        "term_amount": limit.amount if limit else 0,
        "term_unit": limit.unit if limit else "",
        "basis": limit.basis if limit else "",
        "calendar": term.calendar,
        "due_on": ends.on,
        "is_due_provisional": ends.is_provisional,
    }


def shift(one: OpenTerm, version: int, calendars: Calendars) -> Shift | None:
    """Return how the newer calendar moves the term; None where it ends alike, or was stated."""
    if not one.term.is_counted or one.term.calendar == version:
        return None
    before = due(one.term, calendars)
    after = due(replace(one.term, calendar=version), calendars)
    return Shift(one.label, before, after) if before != after else None


def correction(one: OpenTerm, calendars: Calendars) -> Shift | None:
    """Return how the stored day becomes what the term makes of it; None where it is that day."""
    ends = due(one.term, calendars)
    # What was stated, or kept from before this kernel, carries its own mark.
    mark = one.is_provisional if one.term.is_counted else None
    was_provisional = ends.is_provisional if mark is None else mark
    if one.due_on is None or (one.due_on, was_provisional) == (ends.on, ends.is_provisional):
        return None
    return Shift(one.label, Due(one.due_on, was_provisional), ends)


def shifts(row: OpenRow, version: int, calendars: Calendars) -> list[Shift]:
    found = (shift(one, version, calendars) for one in row.terms)
    return [one for one in found if one is not None]


def recount(
    rows: Iterable[OpenRow], old: WorkCalendar, new: WorkCalendar
) -> dict[int, list[Shift]]:
    """Return by row what would move if all that runs on the old calendar ran on the new one."""
    versions = {old.version: old, new.version: new}
    found = {
        row.pk: [
            moved
            for one in row.terms
            if one.term.calendar == old.version
            and (moved := shift(one, new.version, versions.__getitem__))
        ]
        for row in rows
    }
    return {pk: moved for pk, moved in found.items() if moved}


def differences(row: OpenRow, calendars: Calendars) -> list[Difference]:
    """Return where the row keeps another day, or another mark, than its own terms make."""
    found = []
    for one in row.terms:
        ends = due(one.term, calendars)
        if one.due_on != ends.on:
            found.append(Difference(one.label, one.due_on, ends.on))
        if one.term.is_counted and one.is_provisional not in (None, ends.is_provisional):
            found.append(Difference(f"{one.label}暂定", one.is_provisional, ends.is_provisional))
    return found


def explain(term: Term, calendars: Calendars) -> Explanation:
    """Explain a term by the version of the calendar that it is counted on."""
    original = due(term, calendars, with_extensions=False)
    if not term.is_counted:
        words = f"{short(original.on)} {STATED}"
        lines = [ExplainedDay(original.on, True, words)]
        return Explanation(term, limits.day_of(term.since), original, original, lines)
    days = calendars(term.calendar)
    lines, reached = _base(term, original, days), original
    for extension in term.extensions:
        begun = reached.at or reached.on
        reached = limits.due_on(extension, begun, days)
        words = f"批准延期 {extension}，自此日起续算"
        lines.append(ExplainedDay(limits.day_of(begun), True, words))
        lines += limits.explain(extension, begun, days)[1:]
    return Explanation(term, limits.day_of(term.since), due(term, calendars), original, lines)


def _mark(one: Shift) -> str:
    if one.before.is_provisional == one.after.is_provisional:
        return ""
    return "（暂定）" if one.after.is_provisional else "（不再暂定）"


def _longer(found: Due, extension: Limit, days: WorkCalendar) -> Due:
    more = limits.due_on(extension, found.at or found.on, days)
    return Due(more.on, found.is_provisional or more.is_provisional, more.at)


def _base(term: Term, original: Due, days: WorkCalendar) -> list[ExplainedDay]:
    if term.limit is None:
        return [ExplainedDay(original.on, True, f"{short(original.on)} {STATED}")]
    if term.limit.unit == LimitUnit.WORKDAY:
        return _stood_still(days.explain(limits.day_of(term.since), original.on), term, days)
    plain = limits.explain(term.limit, term.since, days)
    pauses = [
        ExplainedDay(limits.day_of(until), False, f"{_span(since, until)} {PAUSED}，时限相应顺延")
        for since, until in term.pauses
    ]
    if not pauses:
        return plain
    moved = f"扣除暂停后为 {short(original.on)}"
    return [*plain, *pauses, ExplainedDay(original.on, True, moved)]


def _stood_still(
    lines: Sequence[ExplainedDay], term: Term, days: WorkCalendar
) -> list[ExplainedDay]:
    """As many working days do not count as the pauses give back: those that they took most of.

    What is left over when the term is used up is the day on which the clock runs again, on which
    nobody is late (`limits.prolonged`).
    """
    still, carried, found = limits.pauses_of(term.since, term.pauses), Fraction(), []
    left = term.limit.amount if term.limit else 0
    for line in lines:
        carried += _stood_still_on(line.day, still, days)
        if line.is_counted and nearest(carried):
            carried -= 1
            line = replace(line, is_counted=False, reason=f"{short(line.day)} {PAUSED}")
        elif line.is_counted and still and not left:
            line = replace(line, is_counted=False, reason=f"{short(line.day)} {RUNS_AGAIN}")
        left -= line.is_counted
        found.append(line)
    return found


def _stood_still_on(day: date, still: Sequence[Pause], days: WorkCalendar) -> Fraction:
    """Return how much of a working day the pauses took of this one."""
    midnight = datetime.combine(day, time.min)
    within = [clipped(pause, midnight, midnight + ONE_DAY) for pause in still]
    return sum((days.working_days_of(*pause) for pause in within), Fraction())


def _span(since: datetime, until: datetime) -> str:
    return f"{short(limits.day_of(since))}至{short(limits.day_of(until))}"
