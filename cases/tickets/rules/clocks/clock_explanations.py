"""Why a clock ends on its day, day by day: pauses, extensions, days off and make-up days."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.deadlines.rules import limits, terms
from cadres.deadlines.rules.terms import Calendars
from cadres.deadlines.rules.workdays import ExplainedDay, short
from cases.tickets.rules.clocks.clocks import Run


@dataclass(frozen=True, slots=True)
class Explanation(terms.Explanation):
    """The same of a ticket's clock, which may stand still or be over."""

    run: Run

    @property
    def is_paused(self) -> bool:
        return self.run.paused_at is not None and self.run.is_running


def explain(run: Run, calendars: Calendars) -> Explanation:
    """Explain one run of a clock by the calendar version it is counted on."""
    why = terms.explain(run.term, calendars)
    days = [*why.days, *_open_pause(run)]
    return Explanation(why.term, why.since, why.due, why.original, days, run)


def _open_pause(run: Run) -> list[ExplainedDay]:
    if run.paused_at is None or not run.is_running:
        return []
    since = limits.day_of(run.paused_at)
    return [ExplainedDay(since, False, f"{short(since)} 起暂停计时，恢复后顺延")]
