"""How often one caller may come, counted for all web workers together in the shared cache."""

from __future__ import annotations

import hashlib
import logging

from django.core.cache import cache

log = logging.getLogger(__name__)


class SharedArrivals:
    """A caller may come `most` times in each stretch of `seconds`.

    Counted where all workers see it, so that more workers do not mean more. A caller stands there
    as a digest, for one stretch. Where the cache does not answer nobody is turned away: what a
    phone brings is worth more than the count.
    """

    def __init__(self, name: str, most: int, seconds: int) -> None:
        self._name, self._most, self._seconds = name, most, seconds

    def takes(self, caller: str, now: float) -> bool:
        """Count one more of this caller, or say that it has to wait; `now` in seconds of the day's
        clock, which all workers share."""
        return counted(self._name, caller, now, self._seconds) <= self._most


def counted(name: str, caller: str, now: float, seconds: int) -> int:
    """Count one more of this caller; return how many came in this stretch, this one too.

    Where the cache does not answer it is the first: nobody is turned away.
    """
    key = _key(name, caller, int(now // seconds))
    try:
        return 1 if cache.add(key, 1, seconds) else int(cache.incr(key))
    except ValueError:  # it ended just now
        return 1
    except Exception:
        log.warning("the cache does not count arrivals", exc_info=True)
        return 1


def _key(name: str, caller: str, stretch: int) -> str:
    said = hashlib.sha256(f"{caller} {stretch}".encode()).hexdigest()[:32]
    return f"arrivals-{name}-{said}"
