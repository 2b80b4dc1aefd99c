"""Many histories, one after the other, in a database that holds nothing else."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from random import Random

from django.db import connection

from cadres.offline.api import deliveries, sync
from cadres.submissions.services.shared_arrivals import SharedArrivals
from cases.management.offline_check import verdict, world
from cases.management.offline_check.histories import Telling
from cases.management.offline_check.verdict import Verdict


def check(histories: int, seed: int, at: datetime) -> tuple[Verdict, Counter[str]]:
    """Tell so many histories; return what is wrong with them, and how the line was cut."""
    total, seen = Verdict(), Counter[str]()
    chance, place = Random(seed), world.make(at)
    with connection.cursor() as cursor:
        # Nothing of it is to outlive a failure of the machine.
        cursor.execute("SET synchronous_commit TO off")
    with _without_limits():
        for _ in range(histories):
            history = Telling(place, chance.getrandbits(48)).tell()
            total.add(verdict.judge(history))
            seen += history.seen
    return total, seen


@contextmanager
def _without_limits() -> Iterator[None]:
    """Phones come faster here than people live; refusals in thousands are no news for a log."""
    usual = sync.arrivals, deliveries.arrivals
    sync.arrivals = deliveries.arrivals = SharedArrivals("check", 10**9, 30)
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        sync.arrivals, deliveries.arrivals = usual
        logging.disable(logging.NOTSET)
