"""Samples without chance: the digest of a ticket's key decides, and anybody can count it again."""

from __future__ import annotations

import hashlib

WHOLE = 1 << 128


def digest_of(kind: str, ticket_id: int) -> str:
    """Return 32 hexadecimal digits, the same as `md5(kind || ':' || id)` of the database."""
    return hashlib.md5(f"{kind}:{ticket_id}".encode(), usedforsecurity=False).hexdigest()


def bound(percent: int) -> str:
    """Return the digest below which so many of a hundred lie; "g" lies above every digest."""
    return "g" if percent >= 100 else f"{WHOLE * percent // 100:032x}"


def is_sampled(kind: str, ticket_id: int, percent: int) -> bool:
    return digest_of(kind, ticket_id) < bound(percent)
