"""How often one caller may drop something: a bucket for each, which drains by itself."""

from __future__ import annotations

from collections import OrderedDict

# A household, or one office behind one address, may have a bad day; a program has many.
AT_ONCE = 6
DRAINS_AFTER = 600.0
# More callers than this are not remembered: the one heard of longest ago is forgotten.
KNOWN_AT_MOST = 10_000


class Arrivals:
    """Lives in the memory of one worker alone: a table of them would be a list of who came."""

    def __init__(self) -> None:
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def takes(self, caller: str, now: float) -> bool:
        """Count one more of this caller, or say that it has to wait; `now` is in seconds."""
        level, since = self._levels.pop(caller, (0.0, now))
        level = max(0.0, level - (now - since) / DRAINS_AFTER)
        is_full = level + 1 > AT_ONCE
        self._levels[caller] = (level if is_full else level + 1, now)
        if len(self._levels) > KNOWN_AT_MOST:
            self._levels.popitem(last=False)
        return not is_full
