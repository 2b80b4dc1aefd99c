"""Answers copied from one question to another: few stand for all shingles, exact overlap decides.

Each text is cut into runs of four characters (shingles). The smallest of their check sums are its
sketch: two texts of which half is the same have one of them in common all but always, so that a
sketch finds whom to compare, by an index of whole numbers, and the shingles themselves decide.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from cadres.search.rules.character_pairs import normalised, pairs
from cases.early_warning.rules import substance

RUN = 4
# So many check sums of a text are kept.
SKETCH = 12
_HALF = 1 << 31


@dataclass(frozen=True, slots=True)
class Said:
    """What was asked and what was answered, as far as copies are looked for.

    `length` counts the characters of the answer that say something (`rules.substance`).
    """

    title: str
    question: str
    answer: str

    @property
    def length(self) -> int:
        return substance.length(self.answer)


def shingles(answer: str) -> set[str]:
    """Return the runs of four characters of what an answer says, courtesy left out."""
    plain = normalised(substance.said(answer))
    return {plain[at : at + RUN] for at in range(len(plain) - RUN + 1)}


def sketch(answer: str) -> list[int]:
    """Return the smallest check sums of its shingles, as signed 32-bit integers."""
    sums = sorted({zlib.crc32(run.encode()) for run in shingles(answer)})
    return [one - 2 * _HALF if one >= _HALF else one for one in sums[:SKETCH]]


def overlap(one: str, other: str) -> Fraction:
    """Jaccard: which share of all shingles of two answers stands in both."""
    return _jaccard(shingles(one), shingles(other))


def alike_questions(one: Said, other: Said) -> Fraction:
    """How alike two questions are, by their titles or by all their words, whichever is more."""
    titles = _jaccard(set(pairs(one.title)), set(pairs(other.title)))
    whole = _jaccard(_words(one), _words(other))
    return max(titles, whole)


def is_copied(one: Said, other: Said, *, answers: Fraction, questions: Fraction) -> bool:
    """Is the same said, by at least that share, to questions that are less alike than that?"""
    if overlap(one.answer, other.answer) < answers:
        return False
    return alike_questions(one, other) < questions


def _words(one: Said) -> set[int]:
    return {*pairs(one.title), *pairs(one.question)}


def _jaccard(mine: Collection[object], theirs: Collection[object]) -> Fraction:
    one, other = set(mine), set(theirs)
    return Fraction(len(one & other), len(one | other)) if one and other else Fraction(0)
