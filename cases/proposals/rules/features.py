"""What a model reads of a ticket: runs of two to four characters of its title and text.

Chinese has no blanks between words; runs of characters know the words of a matter without a list of
words. A run is kept as its check sum, so that no text stands in a model.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Callable, Mapping

from cadres.search.rules.character_pairs import normalised

# Whoever changes what is read, or what is done with it, counts this up: models of another
# definition are not asked any more, and the next night trains anew.
DEFINITION = 1
RUNS = (2, 3, 4)
# What a matter is stands in its first sentences; a long text costs no more than this.
READ = 200
# Of the runs that several tickets have, so many of the most frequent are learnt.
KNOWN = 20_000


def runs(title: str, description: str) -> Counter[int]:
    """Count the runs of characters of a text; none spans title and text."""
    found: Counter[int] = Counter()
    for text in (normalised(title), normalised(description[:READ])):
        for length in RUNS:
            starts = range(len(text) - length + 1)
            found.update(zlib.crc32(text[at : at + length].encode()) for at in starts)
    return found


def worth_knowing(texts: list[Counter[int]]) -> dict[int, float]:
    """Return the runs that more than one text has, each with how telling it is (idf)."""
    often = Counter(run for text in texts for run in text)
    shared = sorted((run for run in often if often[run] > 1), key=lambda run: (-often[run], run))
    total = len(texts)
    return {run: math.log((1 + total) / (1 + often[run])) + 1 for run in shared[:KNOWN]}


def vector(counted: Counter[int], idf: Callable[[int], float | None]) -> dict[int, float]:
    """Return the weight of each known run in a text, of length one altogether."""
    found: dict[int, float] = {}
    for run, times in counted.items():
        telling = idf(run)
        if telling is not None:
            found[run] = (1 + math.log(times)) * telling
    return _of_length_one(found)


def _of_length_one(found: Mapping[int, float]) -> dict[int, float]:
    length = math.sqrt(math.fsum(value * value for value in found.values()))
    return {run: value / length for run, value in found.items()} if length else {}
