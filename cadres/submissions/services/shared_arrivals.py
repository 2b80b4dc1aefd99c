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
        stretch = int(now // self._seconds)
        said = hashlib.sha256(f"{caller} {stretch}".encode()).hexdigest()[:32]
        key = f"arrivals-{self._name}-{said}"
        try:
            return bool(cache.add(key, 1, self._seconds)) or cache.incr(key) <= self._most
        except ValueError:  # it ended just now
            return True
        except Exception:
            log.warning("the cache does not count arrivals", exc_info=True)
            return True
