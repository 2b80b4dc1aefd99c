"""A trained model as plain numbers: what it proposes for a text, without any library.

A regression of each label on the runs of a text: its numbers are kept as arrays and read as
such, so that nothing in the database can bring code along.
"""

from __future__ import annotations

import hashlib
import math
import sys
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from cases.proposals.rules import features

# Whole numbers and fractions of four bytes each, as they stand in memory and in the database.
Numbers = TypeVar("Numbers", "array[int]", "array[float]")


@dataclass(frozen=True, slots=True)
class Arrays:
    """The numbers as they are kept: check sums of runs; how telling each is; a row of weights for
    each run, one number a label, and a last row that stands for no run."""

    runs: bytes
    telling: bytes
    weights: bytes

    def digest(self, labels: Sequence[int]) -> str:
        """Return by which a model is known: of its numbers, labels and definition."""
        found = hashlib.sha256(f"{features.DEFINITION}:{list(labels)}".encode())
        for part in (self.runs, self.telling, self.weights):
            found.update(len(part).to_bytes(8, "big") + part)
        return found.hexdigest()


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A model ready to be asked."""

    labels: tuple[int, ...]
    place: dict[int, int]
    telling: array[float]
    weights: array[float]
    base: list[float] = field(default_factory=list)

    def chances(self, counted: Counter[int]) -> list[tuple[int, float]]:
        """Return each label with how likely it is by the runs of a text, the likeliest first."""
        scores, width = self.base, len(self.labels)
        known = features.vector(counted, self._telling)
        for run, value in known.items():
            start = self.place[run] * width
            row = self.weights[start : start + width]
            scores = [score + value * weight for score, weight in zip(scores, row, strict=True)]
        found = zip(self.labels, softmax(scores), strict=True)
        return sorted(found, key=lambda one: (-one[1], one[0]))

    def _telling(self, run: int) -> float | None:
        at = self.place.get(run)
        return None if at is None else self.telling[at]


def load(labels: Sequence[int], kept: Arrays) -> LinearModel:
    """Make a model of what is kept of it."""
    runs: array[int] = _read(array("I"), kept.runs)
    telling: array[float] = _read(array("f"), kept.telling)
    weights: array[float] = _read(array("f"), kept.weights)
    base = list(weights[len(runs) * len(labels) :])
    return LinearModel(
        labels=tuple(labels),
        place={run: at for at, run in enumerate(runs)},
        telling=telling,
        weights=weights,
        base=base,
    )


def keep(
    runs: Sequence[int], telling: Sequence[float], weights: Sequence[Sequence[float]]
) -> Arrays:
    """Return the numbers of a model as they are kept."""
    flat = array("f", (number for row in weights for number in row))
    return Arrays(_bytes(array("I", runs)), _bytes(array("f", telling)), _bytes(flat))


def softmax(scores: Sequence[float]) -> list[float]:
    """Return scores as shares of one."""
    highest = max(scores, default=0.0)
    raised = [math.exp(score - highest) for score in scores]
    total = math.fsum(raised)
    return [one / total for one in raised]


def _bytes(numbers: array[int] | array[float]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _read(numbers: Numbers, kept: bytes) -> Numbers:
    numbers.frombytes(kept)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
