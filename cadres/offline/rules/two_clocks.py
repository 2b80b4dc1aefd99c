"""The phone's clock beside the county's own: when something was written down, when it arrived."""

from __future__ import annotations

from datetime import datetime, timedelta

from cadres.pages.rules import wording

# What arrives so soon was written down with a line: there is nothing to be said.
SOON = timedelta(minutes=5)
# A phone that is off by less was carried over midnight, or is a little fast.
OFF = timedelta(days=1)


def error(made_at: datetime, received_at: datetime, clock_off: timedelta | None) -> timedelta:
    """By how much the phone's clock was ahead; nought where nobody can know.

    The phone says its time when it delivers. Of an older one only what was written down in the
    future is known to be wrong.
    """
    if clock_off is not None:
        return clock_off
    return max(made_at - received_at, timedelta())


def words(made_at: datetime, received_at: datetime, clock_off: timedelta | None = None) -> str:
    """Say when the phone wrote it down, and whether its clock was wrong; nothing where it came at
    once. Moments are in the county's own time.
    """
    off = error(made_at, received_at, clock_off)
    said = wording.moment(made_at, received_at.date())
    if abs(off) > OFF:
        way = "快" if off > timedelta() else "慢"
        days = round(abs(off) / timedelta(days=1))
        return f"手机上记的是{said}，手机时钟{way}了约 {days} 天，以送到的时间为准。"
    if received_at - made_at < SOON:
        return ""
    return f"{said} 在手机上记下，有网后送到。"
