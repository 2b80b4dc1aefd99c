"""Which background parts were seen lately: each says so itself, and health asks."""

from __future__ import annotations

import time
from contextlib import suppress

import redis
from django.core.cache import cache

PARTS = ("worker", "beat")
LATELY = 60.0  # seconds; both say so every few, and are started again well within it


def report(part: str) -> None:
    """Say that this part works; without Redis nobody could be told, and nothing is stopped."""
    with suppress(redis.RedisError):
        cache.set(_key(part), time.time(), timeout=int(LATELY))


def is_here(part: str) -> bool:
    """Whether that part was seen lately, on whichever machine it runs."""
    try:
        return cache.get(_key(part)) is not None
    except redis.RedisError:
        return False


def _key(part: str) -> str:
    return f"seen:{part}"
