"""无事不扰: when an enterprise has been called on so lately that one may think twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cadres.deadlines.rules import presets
from cadres.deadlines.rules.limit_groups import DAYS, Group
from cadres.deadlines.rules.limits import Limit, LimitKey, LimitUnit
from cadres.deadlines.rules.workdays import months_after
from enterprises.coverage.rules import often_visited
from enterprises.register.rules.visibility import VisitDate
from enterprises.visits.rules import bookings, wishes

# Where no row sets it, nobody is hinted at anything.
COOL_DOWN = LimitKey("visit_cool_down", "再次走访前的提示", *DAYS)
GROUP = Group(
    110,
    "走访",
    (
        *(COOL_DOWN, bookings.BOOK_AHEAD, wishes.WISH_LONGEST, wishes.GATE_NOTES),
        often_visited.OFTEN_VISITED,
    ),
)
USUAL = (
    *presets.rows(presets.OURS, (COOL_DOWN, "", 30, LimitUnit.CALENDAR_DAY)),
    *bookings.USUAL,
    *wishes.USUAL,
    *often_visited.USUAL,
)


@dataclass(frozen=True, slots=True)
class Hint:
    """Others were there lately; it is said before saving and never forbids."""

    newest: VisitDate
    count: int
    limit: Limit


def quiet_since(limit: Limit, on: date) -> date:
    """Return the first day whose visits still count as lately, seen from `on`."""
    match limit.unit:
        case LimitUnit.MONTH:
            return months_after(on, -limit.amount)
        case LimitUnit.HOUR:
            return on - timedelta(hours=limit.amount)
        case _:
            # A hint needs no calendar: working days are taken as days.
            return on - timedelta(days=limit.amount)


def hint(limit: Limit, lately: Sequence[VisitDate]) -> Hint | None:
    """Return the hint for visits of others within the limit, or nothing."""
    if not lately:
        return None
    return Hint(max(lately, key=lambda visit: visit.on), len(lately), limit)
