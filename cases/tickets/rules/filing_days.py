"""On which days a problem may have been raised: one rule for forms and ledgers."""

from __future__ import annotations

from datetime import date

from enterprises.coverage.rules.periods import FIRST

RAISED_LATER = "反映日期不能晚于今天"
RAISED_EARLY = f"反映日期不能早于 {FIRST.year} 年，请核对年份"


def raised_fault(day: date, today: date) -> str:
    """Say why nobody can have raised a problem on that day; nothing where one can."""
    if day > today:
        return RAISED_LATER
    return RAISED_EARLY if day < FIRST else ""
