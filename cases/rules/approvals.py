"""What a signature holds for: the result of a round, its measures, and the files that show it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

# Key, text, day of completion, evidence.
MeasureContent = tuple[int, str, date | str | None, str]
# Key, digest of its bytes.
FileContent = tuple[int, str]


def content_digest(
    result: str,
    measures: Iterable[MeasureContent],
    files: Iterable[FileContent] = (),
    terms: Sequence[object] = (),
) -> str:
    """Return the digest of what a head signs; measures and files in the order of their keys.

    `terms` is what the result says of itself beyond its words: the outcome, a plan, a channel.
    """
    parts = [result, *("|".join(map(str, measure)) for measure in measures)]
    parts += ["|".join(map(str, file)) for file in files]
    if any(terms):
        parts.append("|".join(map(str, terms)))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def application_digest(*said: object) -> str:
    """Return the digest of what is asked for: a decision holds for these words alone."""
    return hashlib.sha256("\n".join(map(str, said)).encode()).hexdigest()
