"""The times at which a clock stood still, put in order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from math import floor

from cadres.deadlines.rules.office_hours import local
from cadres.errors import Invalid

Pause = tuple[datetime, datetime]
DAY = timedelta(days=1)


def merged(pauses: Iterable[Pause], begins: datetime) -> list[Pause]:
    """Return the pauses after `begins` in local time, overlapping ones as one."""
    found: list[Pause] = []
    for starts, ends in sorted(_clipped(pause, begins) for pause in pauses):
        if found and starts <= found[-1][1]:
            found[-1] = found[-1][0], max(ends, found[-1][1])
        elif starts < ends:
            found.append((starts, ends))
    return found


def clipped(pause: Pause, begins: datetime, ends: datetime) -> Pause:
    """Return the part of a pause that lies within; empty, at an end, where none does."""
    return min(max(pause[0], begins), ends), max(min(pause[1], ends), begins)


def days_of(since: datetime, until: datetime) -> Fraction:
    """Return the length in calendar days, exactly."""
    return share(until - since, DAY)


def share(part: timedelta, whole: timedelta) -> Fraction:
    """Return exactly which share of a length another one is."""
    unit = timedelta(microseconds=1)
    return Fraction(part // unit, whole // unit)


def nearest(days: Fraction) -> int:
    """Return the nearest whole number of days; half a day is one."""
    return floor(days + Fraction(1, 2))


def _clipped(pause: Pause, begins: datetime) -> Pause:
    starts, ends = local(pause[0]), local(pause[1])
    if ends < starts:
        raise Invalid("恢复计时的时间早于暂停的时间，请核对。")
    # A clock that has not begun cannot stand still.
    return max(starts, begins), max(ends, begins)
