"""Periods of equal length before a day, and what was counted in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

# With so many periods before it a period is compared: about a year of four weeks each.
BEFORE = 12
# The rule is tried on so many past days, a period apart.
TRIED = 12


def counts(days: Sequence[date], on: date, length: int, periods: int) -> list[int]:
    """Count sorted days in the periods that end with `on`, the newest first."""
    ends = [on - timedelta(days=length * number) for number in range(periods + 1)]
    places = [bisect_right(days, end) for end in ends]
    return [newer - older for newer, older in pairwise(places)]


def known(first: date, on: date, length: int) -> int:
    """Return how many whole periods before the last one there were since the first day, at most
    as many as are compared: a county that began in spring had no winter to compare with."""
    return min(BEFORE, (on - first).days // length - 1)


def tried(on: date, length: int) -> list[date]:
    """Return past days on which a rule is tried: what came of each within a period is known."""
    return [on - timedelta(days=length * number) for number in range(1, TRIED + 1)]


def reach(length: int) -> int:
    """Return how many days back the rule and its trials look."""
    return length * (BEFORE + TRIED + 1)
