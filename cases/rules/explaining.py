"""Why a clock ends on its day, day by day: pauses, extensions, days off and make-up days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from cadres.rules import limits
from cadres.rules.limits import Due, LimitUnit
from cadres.rules.workdays import ExplainedDay, WorkCalendar, short
from cases.rules import clocks
from cases.rules.clocks import Calendars, Run

STATED = "该日期由台账载明或审批确定，不另推算"
PAUSED = "暂停计时，不计入"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A clock in words: from when, by which limit and document, day by day to its end."""

    run: Run
    since: date
    due: Due
    original: Due
    days: list[ExplainedDay]

    @property
    def is_stated(self) -> bool:
        return self.run.limit is None

    @property
    def is_extended(self) -> bool:
        return bool(self.run.extensions)

    @property
    def is_paused(self) -> bool:
        return self.run.paused_at is not None and self.run.is_running


def explain(run: Run, calendars: Calendars) -> Explanation:
    """Explain one run of a clock by the calendar version it is counted on."""
    days = calendars(run.calendar)
    original = clocks.due(run, calendars, with_extensions=False)
    lines = _base(run, original, days)
    reached = original
    for extension in run.extensions:
        begun = reached.at or reached.on
        reached = limits.due_on(extension, begun, days)
        lines.append(
            ExplainedDay(limits.day_of(begun), True, f"批准延期 {extension}，自此日起续算")
        )
        lines += limits.explain(extension, begun, days)[1:]
    lines += _open_pause(run)
    since = limits.day_of(run.since)
    return Explanation(run, since, clocks.due(run, calendars), original, lines)


def _base(run: Run, original: Due, days: WorkCalendar) -> list[ExplainedDay]:
    if run.limit is None:
        return [ExplainedDay(original.on, True, f"{short(original.on)} {STATED}")]
    if run.limit.unit == LimitUnit.WORKDAY:
        plain = days.explain(limits.day_of(run.since), original.on)
        return [_stood_still(line, run.pauses) for line in plain]
    plain = limits.explain(run.limit, run.since, days)
    pauses = [
        ExplainedDay(limits.day_of(until), False, f"{_span(since, until)} {PAUSED}，时限相应顺延")
        for since, until in run.pauses
    ]
    if not pauses:
        return plain
    moved = f"扣除暂停后为 {short(original.on)}"
    return [*plain, *pauses, ExplainedDay(original.on, True, moved)]


def _stood_still(line: ExplainedDay, pauses: Sequence[tuple[datetime, datetime]]) -> ExplainedDay:
    """A working day in a pause does not count; the pause begins with the day after its start."""
    is_inside = any(
        limits.day_of(since) < line.day <= limits.day_of(until) for since, until in pauses
    )
    if not (is_inside and line.is_counted):
        return line
    return replace(line, is_counted=False, reason=f"{short(line.day)} {PAUSED}")


def _open_pause(run: Run) -> list[ExplainedDay]:
    if run.paused_at is None or not run.is_running:
        return []
    since = limits.day_of(run.paused_at)
    return [ExplainedDay(since, False, f"{short(since)} 起暂停计时，恢复后顺延")]


def _span(since: datetime, until: datetime) -> str:
    return f"{short(limits.day_of(since))}至{short(limits.day_of(until))}"
