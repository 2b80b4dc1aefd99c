"""Times actions turn by turn once they are warm, over several rounds, in milliseconds of work.

What counts is the processor time of this process and of its partner in the database: that is the
same whatever else the machine does meanwhile. Where the database runs on another machine, or the
system does not tell, it is the time by the clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.db import connection

# Rounds that are not counted, and how long one question is repeated at most.
WARM_UP, FEWEST, MOST, SECONDS = 2, 7, 30, 1.0
NANO = 1e-9

Action = Callable[[], object]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Times:
    """What rounds of one action took: the middle one, and the best."""

    typical: float
    best: float


@contextmanager
def alone() -> Iterator[None]:
    """Let the database work without helpers inside the transaction: theirs would not be counted."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
    yield


def clock() -> Clock:
    """Return what tells the seconds of work up to now; only differences say something."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), inet_server_addr() IS NULL")
        pid, is_here = cursor.fetchone()
    told = Path(f"/proc/{pid}/schedstat")
    if not is_here or not told.exists():
        return time.perf_counter
    return lambda: time.process_time() + int(told.read_text().split()[0]) * NANO


def side_by_side(counted: Clock, *actions: Action) -> tuple[Times, ...]:
    """Time the actions in turns, so that whatever else the machine does touches all of them.

    The best of each is what the work itself takes: ratios are formed of those. On a busy machine
    the middle ones drift apart, and the longer action suffers more.
    """
    for _ in range(WARM_UP):
        for action in actions:
            action()
    taken: list[list[float]] = [[] for _ in actions]
    began = time.perf_counter()
    while _goes_on(len(taken[0]), began):
        for action, times in zip(actions, taken, strict=True):
            times.append(_milliseconds(counted, action))
    return tuple(Times(median(times), min(times)) for times in taken)


def _goes_on(rounds: int, began: float) -> bool:
    if rounds < FEWEST:
        return True
    return rounds < MOST and time.perf_counter() - began < SECONDS


def _milliseconds(counted: Clock, action: Action) -> float:
    start = counted()
    action()
    return (counted() - start) * 1_000
