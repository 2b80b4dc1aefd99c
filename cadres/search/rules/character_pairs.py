"""Search words: Chinese words are often two characters, so text is indexed by pairs of characters.

A pair of two 16-bit characters fills one 32-bit integer without loss, so an `integer[]` column
with a GIN index finds them on every PostgreSQL, with no extension.
"""

from __future__ import annotations

import itertools
import unicodedata

from cadres.submissions.rules import pasted_text

SHORTEST = 2


def normalised(text: str) -> str:
    """Return the text as it is searched: full-width folded, lower case, nothing unseen in it."""
    folded = unicodedata.normalize("NFKC", pasted_text.seen(text)).casefold()
    return "".join(folded.split())


def pairs(text: str) -> list[int]:
    """Return the distinct pairs of neighbouring characters, as signed 32-bit integers, sorted."""
    plain = normalised(text)
    return sorted({character_pair(a, b) for a, b in itertools.pairwise(plain)})


def pairs_of_all(*texts: str) -> list[int]:
    """Return the pairs of several texts; no pair spans two of them."""
    return sorted({pair for text in texts for pair in pairs(text)})


def character_pair(first: str, second: str) -> int:
    """Return two characters as one signed 32-bit integer."""
    value = (ord(first) & 0xFFFF) << 16 | (ord(second) & 0xFFFF)
    return value - (1 << 32) if value >= 1 << 31 else value
