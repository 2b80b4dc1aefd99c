"""What has to agree with the trails: an upper app registers it, and `verify_audit` compares.

A chain of seals shows that what is on record was not changed. Whether the tables still say what is
on record is another question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing to compare; `faults` returns a sentence for each row that does not agree."""

    name: str
    database: str
    faults: Callable[[], Sequence[str]]


_comparisons: list[Comparison] = []


def register(comparison: Comparison) -> None:
    if comparison not in _comparisons:
        _comparisons.append(comparison)


def comparisons() -> tuple[Comparison, ...]:
    return tuple(_comparisons)
