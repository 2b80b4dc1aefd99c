"""What a signature holds for: the result of one round and the measures that led to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

# Key, text, day of completion, evidence.
MeasureContent = tuple[int, str, date | None, str]


def content_digest(result: str, measures: Iterable[MeasureContent]) -> str:
    """Return the digest of what a head signs; the measures in the order of their keys."""
    parts = [result, *("|".join(map(str, measure)) for measure in measures)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def application_digest(*said: object) -> str:
    """Return the digest of what is asked for: a decision holds for these words alone."""
    return hashlib.sha256("\n".join(map(str, said)).encode()).hexdigest()
