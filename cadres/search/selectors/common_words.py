"""Which words stand in so many rows that an index of them only costs."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from cadres.search.rules import finding

# The share of rows from which on a word is common: of ten thousand rows four hundred have it.
COMMON = 0.04
STATISTICS = """
    SELECT pair, share
      FROM pg_stats,
           unnest(most_common_elems::text::integer[], most_common_elem_freqs) AS known(pair, share)
     WHERE schemaname = current_schema AND tablename = %s AND attname = 'ordered_pairs'
       AND pair = ANY(%s::integer[])
"""


def of(words: Sequence[str], index: str) -> frozenset[str]:
    """Return those of the words that many rows have, as the statistics of the index know them.

    A word is as common as its rarest pair at most. Letters are none: in their order they stand in
    few rows, though each pair of them stands in many. Where nothing was gathered yet none is.
    """
    asked = {word: finding.pairs(word) for word in words if not word.isascii()}
    if not asked:
        return frozenset()
    pairs = sorted({pair for found in asked.values() for pair in found})
    with connection.cursor() as cursor:
        cursor.execute(STATISTICS, [index, pairs])
        shares = dict(cursor.fetchall())
    return frozenset(
        word
        for word, found in asked.items()
        if min(shares.get(pair, 0.0) for pair in found) >= COMMON
    )
