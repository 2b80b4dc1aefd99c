"""Only so many phones read their portfolio at a time: whoever works on a page is not kept waiting.

A slot is a lock of the database's session, so that all web workers share them; who finds none is
told to come again (503, Retry-After), and comes with jitter.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

# The first half of the two-part key of an advisory lock; the second is the slot.
KIND = 0x504F


class Busy(Exception):
    """Every slot is taken."""


@contextmanager
def reading_slot() -> Iterator[None]:
    """Hold a slot while somebody reads. Raises Busy."""
    slot = next((one for one in range(settings.PORTFOLIO_SLOTS) if _took(one)), None)
    if slot is None:
        raise Busy
    try:
        yield
    finally:
        _ask("SELECT pg_advisory_unlock(%s, %s)", slot)


def _took(slot: int) -> bool:
    return _ask("SELECT pg_try_advisory_lock(%s, %s)", slot)


def _ask(statement: str, slot: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [KIND, slot])
        (found,) = cursor.fetchone()
    return bool(found)
