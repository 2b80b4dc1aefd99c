"""Will it miss its promise at this pace? Asked of the past tickets of its unit and its class."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

# The unit, or none for the whole county, and the handling class.
Group = tuple[int | None, str]


@dataclass(frozen=True, slots=True)
class Past:
    """A past ticket: how many working days before its promised day it was approved.

    Negative where it was late, 0 on the day itself; of one that is open and late, how late now.
    """

    unit_id: int | None
    handling_class: str
    slack: int
    ticket_id: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Of `like` past tickets that were open with as many days left, `missed` were late."""

    like: int
    missed: int
    group: Group

    @property
    def is_of_unit(self) -> bool:
        return self.group[0] is not None

    @property
    def share(self) -> Fraction:
        return Fraction(self.missed, self.like) if self.like else Fraction(0)


@dataclass(frozen=True, slots=True)
class Pace:
    """What is known of past tickets: slack and ticket in ascending order, by unit and by class."""

    slacks: Mapping[Group, list[tuple[int, int]]]
    least: int

    def compare(self, unit_id: int | None, handling_class: str, left: int) -> Comparison | None:
        """Compare a ticket with `left` working days to go; None where too few were like it.

        Its own unit's past tickets of the class go before all units' of the class.
        """
        for group in ((unit_id, handling_class), (None, handling_class)):
            found = self.slacks.get(group, [])
            # Approved with no more days left than that: in the morning of that day still open.
            like = bisect_left(found, (left + 1, 0))
            if like >= self.least:
                return Comparison(like, bisect_left(found, (0, 0)), group)
        return None

    def missed_in(self, group: Group) -> list[int]:
        """Return the tickets of the group that were late."""
        found = self.slacks.get(group, [])
        return [pk for _, pk in found[: bisect_left(found, (0, 0))]]


def of_past(past: Iterable[Past], least: int) -> Pace:
    """Sort past tickets by slack; fewer than `least` like one are compared with nothing."""
    slacks: dict[Group, list[tuple[int, int]]] = defaultdict(list)
    for one in past:
        slacks[None, one.handling_class].append((one.slack, one.ticket_id))
        if one.unit_id is not None:
            slacks[one.unit_id, one.handling_class].append((one.slack, one.ticket_id))
    for found in slacks.values():
        found.sort()
    return Pace(slacks, least)


def is_slow(compared: Comparison | None, share: Fraction) -> bool:
    """Is it to be warned of: has at least that share of those like it been late?"""
    return compared is not None and compared.share >= share


def was_warned(pace: Pace, one: Past, length: int, share: Fraction) -> bool:
    """Would it have been warned of on a morning before its last day, while it was open?

    `length` is of how many working days its term was.
    """
    first = max(1, one.slack)
    return any(
        is_slow(pace.compare(one.unit_id, one.handling_class, left), share)
        for left in range(first, max(first, length) + 1)
    )
