"""How often a warning was right, in the county's own past; nothing judged is no rate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cadres.pages.rules.rates import Rate


@dataclass(frozen=True, slots=True)
class HitRate:
    """Of `judged` that were warned of, `hits` came true; of `others` that were not, `other_hits`.

    `warned` counts those too of which nothing is known yet.
    """

    warned: int
    judged: int
    hits: int
    others: int
    other_hits: int

    @property
    def rate(self) -> Rate:
        """How many of those warned of came true; a dash where nothing was judged."""
        return Rate(self.hits, self.judged)

    @property
    def other_rate(self) -> Rate:
        """The same of those that were not warned of, to compare with."""
        return Rate(self.other_hits, self.others)


def of(judged: Iterable[tuple[bool, bool | None]]) -> HitRate:
    """Count pairs: was it warned of, and did it come true (None where nobody knows yet)."""
    warned = known = hits = others = other_hits = 0
    for was_warned, came_true in judged:
        warned += was_warned
        if came_true is None:
            continue
        known, hits = known + was_warned, hits + (was_warned and came_true)
        others += not was_warned
        other_hits += came_true and not was_warned
    return HitRate(warned, known, hits, others, other_hits)
