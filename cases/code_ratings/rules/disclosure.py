"""Which judgements a unit is told of: in fives, or once the bulletin over their days is sealed.

The only rule of it; whoever shows them to a unit, on a page or in a file, asks here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from cases.figures.rules import suppression


@dataclass(frozen=True, slots=True)
class Given:
    """When a judgement was given, and in which county."""

    at: datetime
    county_id: int


@dataclass(frozen=True, slots=True)
class Seal:
    """A bulletin of a county was sealed: of which days it tells, and when that was."""

    county_id: int
    since: date
    until: date
    at: datetime

    def covers(self, one: Given) -> bool:
        day = timezone.localdate(one.at)
        return one.county_id == self.county_id and self.since <= day <= self.until


def told(given: Sequence[Given], seals: Iterable[Seal] = ()) -> list[int]:
    """Return the places of those told; `given` in their order.

    Five that wait are told together, and so is whatever a seal covers. What was told once stays
    so, and those that come later wait for each other anew: without a seal it is
    `suppression.told_of`.
    """
    waiting: list[int] = []
    found: list[int] = []
    left = sorted(seals, key=lambda one: one.at)
    for place, one in enumerate(given):
        while left and left[0].at <= one.at:
            _open(left.pop(0), given, waiting, found)
        waiting.append(place)
        if len(waiting) == suppression.LEAST:
            found += waiting
            waiting.clear()
    for seal in left:
        _open(seal, given, waiting, found)
    return sorted(found)


def _open(seal: Seal, given: Sequence[Given], waiting: list[int], found: list[int]) -> None:
    opened = [place for place in waiting if seal.covers(given[place])]
    found += opened
    waiting[:] = [place for place in waiting if place not in opened]
