"""Time a deed once it is warm, over several rounds, in milliseconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

# Rounds that are not counted, and how long one deed is repeated at most.
WARM_UP, FEWEST, MOST, SECONDS = 2, 5, 25, 0.6


def milliseconds(deed: Callable[[], object]) -> tuple[float, float]:
    """Return the median, and the best: on a busy machine they drift apart."""
    for _ in range(WARM_UP):
        deed()
    times: list[float] = []
    began = time.perf_counter()
    while len(times) < FEWEST or (len(times) < MOST and time.perf_counter() - began < SECONDS):
        start = time.perf_counter()
        deed()
        times.append((time.perf_counter() - start) * 1_000)
    return median(times), min(times)
