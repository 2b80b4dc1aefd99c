"""Periods that are asked for by a name, and the one that is meant where none is."""

from __future__ import annotations

import re
from datetime import date, timedelta

from cadres.errors import Invalid
from cases.figures.rules.completion import Period


def usual(today: date) -> Period:
    """This year so far; in January the year that has ended.

    The first days of a year hold next to nothing, and a period from the year before into them
    would show a year beside a day.
    """
    return year_before(today) if today.month == 1 else year_of(today, today)


def year_before(today: date) -> Period:
    return Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))


def year_of(day: date, today: date) -> Period:
    """Return the calendar year of a day; the one that runs ends today."""
    return Period(date(day.year, 1, 1), min(date(day.year, 12, 31), today))


def named(today: date) -> list[tuple[str, Period]]:
    """What is asked for most, by its name; what runs still ends today."""
    month, quarter = today.replace(day=1), date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    month_end = month - timedelta(days=1)
    return [
        ("本月", Period(month, today)),
        ("上月", Period(month_end.replace(day=1), month_end)),
        ("本季度", Period(quarter, today)),
        ("本年", year_of(today, today)),
        ("上年", year_before(today)),
    ]


def month_key(day: date) -> str:
    return f"{day:%Y-%m}"


def quarter_key(day: date) -> str:
    return f"{day.year}-Q{_quarter(day)}"


def year_key(day: date) -> str:
    return str(day.year)


def of_key(key: str) -> Period:
    """Return the days of a month, quarter or calendar year from its key. Raises Invalid."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)|-Q([1-4]))?", key)
    first = int(found[2] or 3 * int(found[3] or 1) - 2) if found else 0
    if found is None or not (1900 <= int(found[1]) <= 2199 and 1 <= first <= 12):
        raise Invalid("没有这一行，请从报表重新打开。")
    months = 1 if found[2] else 3 if found[3] else 12
    since = date(int(found[1]), first, 1)
    return Period(since, _months_after(since, months) - timedelta(days=1))


def label(key: str) -> str:
    """`2026年3月`, `2026年第1季度`, `2026年`."""
    year, _, rest = key.partition("-")
    if not rest:
        return f"{year}年"
    return f"{year}年第{rest[1:]}季度" if rest.startswith("Q") else f"{year}年{int(rest)}月"


def before(period: Period) -> Period:
    """Return the period just before: of whole months as many whole months, else as many days.

    From the first of a month to a day within it stands beside the same days of the month before.
    """
    since, until = period.since, period.until
    if since.day == 1:
        months = 12 * (until.year - since.year) + until.month - since.month + 1
        return Period(_months_after(since, -months), _same_day(until, -months))
    length = until - since + timedelta(days=1)
    return Period(since - length, until - length)


def year_earlier(period: Period) -> Period:
    """Return the same days of the year before."""
    return Period(_same_day(period.since, -12), _same_day(period.until, -12))


def looked_at_alike(earlier: Period, period: Period, on: date) -> date:
    """Return the day on which an earlier period is as old as this one is on the day.

    Otherwise the earlier one would have had more time to be closed, and the change mean nothing.
    """
    return earlier.until + (on - period.until)


def _quarter(day: date) -> int:
    return (day.month - 1) // 3 + 1


def _months_after(first: date, months: int) -> date:
    """The first of the month that is so many months later."""
    place = 12 * first.year + first.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)


def _same_day(day: date, months: int) -> date:
    """The same day of another month; the last one stays the last one."""
    first = _months_after(day.replace(day=1), months)
    last = _months_after(first, 1) - timedelta(days=1)
    is_last = (day + timedelta(days=1)).day == 1
    return last if is_last else first.replace(day=min(day.day, last.day))
