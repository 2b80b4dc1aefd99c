"""The times at which a clock stood still, put in order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from cadres.errors import Invalid
from cadres.rules.office_hours import local

Pause = tuple[datetime, datetime]


def merged(pauses: Iterable[Pause], begins: datetime) -> list[Pause]:
    """Return the pauses after `begins` in local time, overlapping ones as one."""
    found: list[Pause] = []
    for starts, ends in sorted(_clipped(pause, begins) for pause in pauses):
        if found and starts <= found[-1][1]:
            found[-1] = found[-1][0], max(ends, found[-1][1])
        elif starts < ends:
            found.append((starts, ends))
    return found


def _clipped(pause: Pause, begins: datetime) -> Pause:
    starts, ends = local(pause[0]), local(pause[1])
    if ends < starts:
        raise Invalid("恢复计时的时间早于暂停的时间，请核对。")
    # A clock that has not begun cannot stand still.
    return max(starts, begins), max(ends, begins)
