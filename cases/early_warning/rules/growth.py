"""Is a category growing? The chance of as many as now, if it were as in the periods before."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cases.early_warning.rules import past_periods


@dataclass(frozen=True, slots=True)
class Growth:
    """So many in the last period, so many in `periods` like it before, and the chance of it."""

    now: int
    before: int
    periods: int
    chance: float

    @property
    def usual(self) -> float:
        """The mean of a period before."""
        return self.before / self.periods


def compare(now: int, before: Sequence[int]) -> Growth:
    """Compare a period with those before it.

    Counts are taken for Poisson; the mean is itself only estimated, so the tail is that of the
    negative binomial that follows from it (Jeffreys: half a case more than there was), which asks
    for more after few and small periods than a Poisson tail with the mean for certain would.
    """
    total, periods = sum(before), len(before)
    return Growth(now, total, periods, tail(now, total + 0.5, periods))


def tail(least: int, shape: float, periods: int) -> float:
    """Return the chance of `least` or more in one period."""
    if least <= 0 or not periods:
        return 1.0
    below = math.fsum(_chance(count, shape, periods) for count in range(least))
    return max(0.0, 1.0 - below)


def of_days(days: Sequence[date], first: date, on: date, length: int, least: int) -> Growth | None:
    """Compare the period that ends with the day with those before it.

    `days` are sorted; `first` is the day since which anything was counted. None where there were
    fewer than `least` periods before it.
    """
    known = past_periods.known(first, on, length)
    if known < least:
        return None
    now, *before = past_periods.counts(days, on, length, known + 1)
    return compare(now, before)


def is_growing(found: Growth | None, *, least: int, percent: int) -> bool:
    """At least so many, and by chance in fewer than so many of a hundred periods."""
    if found is None:
        return False
    return found.now >= least and found.now > found.usual and found.chance * 100 < percent


def _chance(count: int, shape: float, periods: int) -> float:
    logs = math.lgamma(count + shape) - math.lgamma(shape) - math.lgamma(count + 1)
    return math.exp(
        logs + shape * math.log(periods / (periods + 1)) - count * math.log(periods + 1)
    )
