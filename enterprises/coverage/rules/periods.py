"""Days that people may write down for coverage and visits."""

from __future__ import annotations

from datetime import date, timedelta

from cadres.errors import Invalid

# Ledgers reach back to 2020; what lies further away is a slip of the pen (year 0206 or 20233).
FIRST = date(2020, 1, 1)
FURTHEST_AHEAD = timedelta(days=366)
# Days without contact that pages look back; a view, not a duty.
LOOK_BACK = (30, 90, 180)
USUAL_LOOK_BACK = 90


def check_day(day: date, today: date, field: str) -> None:
    """Coverage may begin or end within the campaign's years, at most a year ahead."""
    if fault := day_fault(day, today):
        raise Invalid(f"{fault}。", {field: f"{fault}。"})


def day_fault(day: date, today: date) -> str:
    """Say why coverage cannot begin or end on that day; nothing where it can."""
    if FIRST <= day <= today + FURTHEST_AHEAD:
        return ""
    return f"日期应在 {FIRST.year} 年以后、一年以内，请核对年份"


def check_past_day(day: date, today: date, field: str) -> None:
    """A visit has taken place."""
    if day > today:
        raise Invalid("走访日期不能晚于今天。", {field: "走访日期不能晚于今天。"})
    if day < FIRST:
        sentence = "走访日期不能早于 2020 年，请核对年份。"
        raise Invalid(sentence, {field: sentence})


def look_back(days: int | None) -> int:
    """Return the calendar days to look back: those asked for where pages offer them."""
    return days if days in LOOK_BACK else USUAL_LOOK_BACK
