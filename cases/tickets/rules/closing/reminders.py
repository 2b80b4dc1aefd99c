"""When an enterprise is reminded to confirm (提醒企业确认), and when its silence is 未答复."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cadres.deadlines.rules import limits
from cadres.deadlines.rules.limits import Limit, LimitBook
from cadres.deadlines.rules.workdays import WorkCalendar
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.workflow import Action

# A county may remind less often, never more: nobody is pressed for an answer.
MOST = 3
# By these the enterprise hears that an answer is awaited; the interval begins with the latest.
ASKING = (
    Action.APPROVE,
    Action.LINK,
    Action.TRY_CONTACT,
    Action.REGAIN_CONTACT,
    Action.EXPLAIN,
    Action.REMIND_ENTERPRISE,
)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a county reminds, and how many working days lie between."""

    times: int
    every: Limit

    @classmethod
    def of(cls, book: LimitBook) -> Pace | None:
        """Return what a county has set; none where nobody has set any."""
        times, every = book.get(limit_keys.CONFIRM_REMINDERS), book.get(limit_keys.CONFIRM_EVERY)
        if times is None or every is None:
            return None
        return cls(min(times.amount, MOST), every)

    def reminded_on(self, today: date, calendar: WorkCalendar) -> date:
        """Return the last day so long ago that who was asked then is reminded today."""
        return limits.last_start(self.every, today, calendar)

    def left_on(self, today: date, calendar: WorkCalendar) -> date:
        """Return the last day so long ago that who was asked then had the whole interval."""
        return limits.last_start(self.every, today - timedelta(days=1), calendar)


def said(nth: int, times: int) -> str:
    return f"第 {nth} 次提醒（至多 {times} 次），请包联干部转告，不催、不劝。"


def said_unanswered(reminded: int) -> str:
    return f"提醒过 {reminded} 次，到期没有答复：不算满意，也不算办结。企业以后答复的，接着办理。"
