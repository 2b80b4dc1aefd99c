"""How often one caller may come: a bucket for each, which drains by itself."""

from __future__ import annotations

from collections import OrderedDict

# More callers than this are not remembered: the one heard of longest ago is forgotten.
KNOWN_AT_MOST = 10_000


class Arrivals:
    """Lives in the memory of one worker alone: a table of them would be a list of who came.

    A caller may come `at_once` times in a row, and once more for each `drains_after` seconds.
    """

    def __init__(self, at_once: int, drains_after: float) -> None:
        self._at_once, self._drains_after = at_once, drains_after
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def takes(self, caller: str, now: float) -> bool:
        """Count one more of this caller, or say that it has to wait; `now` is in seconds."""
        level, since = self._levels.pop(caller, (0.0, now))
        level = max(0.0, level - (now - since) / self._drains_after)
        is_full = level + 1 > self._at_once
        self._levels[caller] = (level if is_full else level + 1, now)
        if len(self._levels) > KNOWN_AT_MOST:
            self._levels.popitem(last=False)
        return not is_full
