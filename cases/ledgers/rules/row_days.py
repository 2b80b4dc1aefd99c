"""On which days the rows of a ledger may have been raised, settled, asked and answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from cadres.workbooks.rules.row_values import Tally
from cases.ledgers.rules.ledger_rows import HotlineRow, IssueRow
from cases.tickets.rules.filing_days import raised_fault

CLOSED_LATER = "办结日期不能晚于今天"
ASKED_LATER, ANSWERED_LATER = "留言时间不能晚于现在", "答复时间不能晚于现在"


def of_this_time(rows: Sequence[IssueRow], tally: Tally, today: date) -> list[IssueRow]:
    """Return the rows whose days can be; the others are refused, as a form refuses them."""
    taken = []
    for row in rows:
        if fault := raised_fault(row.reported_on, today):
            tally.refuse(row.origin, "反映时间", row.reported_on.isoformat(), fault)
        elif row.closed_on and row.closed_on > today:
            tally.refuse(row.origin, "办结时间", row.closed_on.isoformat(), CLOSED_LATER)
        else:
            taken.append(row)
    return taken


def already_reported(rows: Sequence[HotlineRow], tally: Tally, now: datetime) -> list[HotlineRow]:
    """Return the messages that came and were answered by now; years of them may be brought in."""
    taken = []
    for row in rows:
        if row.asked_at > now:
            tally.refuse(row.origin, "留言时间", f"{row.asked_at:%Y-%m-%d %H:%M}", ASKED_LATER)
        elif row.answered_at and row.answered_at > now:
            said = f"{row.answered_at:%Y-%m-%d %H:%M}"
            tally.refuse(row.origin, "答复时间", said, ANSWERED_LATER)
        else:
            taken.append(row)
    return taken
