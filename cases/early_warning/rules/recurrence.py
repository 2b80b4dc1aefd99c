"""The same again and again: one enterprise with one category, one unit with work done anew."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

Subject = TypeVar("Subject", bound=Hashable)
# A day, and the ticket of which it is told.
Days = Sequence[tuple[date, int]]


@dataclass(frozen=True, slots=True)
class Event(Generic[Subject]):
    """Something that happened to a subject on a day, with the ticket of which it is told."""

    subject: Subject
    on: date
    ticket_id: int


def by_subject(events: Iterable[Event[Subject]]) -> dict[Subject, list[tuple[date, int]]]:
    """Return the days and tickets of each subject, the earliest first."""
    found: dict[Subject, list[tuple[date, int]]] = defaultdict(list)
    for one in events:
        found[one.subject].append((one.on, one.ticket_id))
    for days in found.values():
        days.sort()
    return found


def within(days: Days, on: date, length: int) -> Days:
    """Return what happened in the `length` days that end with `on`."""
    first = bisect_right(days, (on - timedelta(days=length), _LAST))
    return days[first : bisect_right(days, (on, _LAST))]


def again(
    found: Mapping[Subject, Days], on: date, *, least: int, length: int
) -> Iterator[tuple[Subject, list[int]]]:
    """Yield each subject to which it happened at least so often, with its tickets, each once."""
    for subject, days in found.items():
        tickets = [pk for _, pk in within(days, on, length)]
        if len(tickets) >= least:
            yield subject, list(dict.fromkeys(tickets))


def came_again(days: Days, on: date, length: int) -> bool:
    """Did it happen once more in the `length` days after `on`?"""
    last = on + timedelta(days=length)
    return bisect_right(days, (last, _LAST)) > bisect_left(days, (on + timedelta(days=1), 0))


_LAST = 1 << 62
