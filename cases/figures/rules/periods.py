"""Periods that are asked for by a name, and the one that is meant where none is."""

from __future__ import annotations

from datetime import date, timedelta

from cases.figures.rules.completion import Period


def usual(today: date) -> Period:
    """This year so far; in January the year that has ended.

    The first days of a year hold next to nothing, and a period from the year before into them
    would show a year beside a day.
    """
    return year_before(today) if today.month == 1 else Period(today.replace(month=1, day=1), today)


def year_before(today: date) -> Period:
    return Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))


def named(today: date) -> list[tuple[str, Period]]:
    """What is asked for most, by its name; what runs still ends today."""
    month, quarter = today.replace(day=1), date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    month_end = month - timedelta(days=1)
    return [
        ("本月", Period(month, today)),
        ("上月", Period(month_end.replace(day=1), month_end)),
        ("本季度", Period(quarter, today)),
        ("本年", Period(date(today.year, 1, 1), today)),
        ("上年", year_before(today)),
    ]
