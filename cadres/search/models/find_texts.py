"""Texts by which a thing is found (`cadres.search.rules.finding`), as the database is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db.models import Func, IntegerField, Lookup, Q, TextField

from cadres.search.rules import finding


class OrderedPairs(Func):
    """Every pair of signs of a line in their order, whatever stands between; for an index."""

    function = "ordered_pairs"
    output_field = ArrayField(IntegerField())


@TextField.register_lookup
class Fits(Lookup):
    """`find_text__fits=word`: its signs stand in one line in their order.

    The index says in which rows the pairs of the word stand; of these the text is read again.
    """

    lookup_name = "fits"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        lhs, params = self.process_lhs(compiler, connection)
        word = str(self.rhs)
        # The text is read before the pairs are made: they are dear wherever no index answers.
        sql = f"({lhs} ~ %s AND ordered_pairs({lhs}) @> %s::integer[])"
        return sql, (*params, finding.pattern(word), *params, finding.pairs(word))


@TextField.register_lookup
class Holds(Lookup):
    """`find_text__holds=word`: letters that follow each other in one line, as initials mostly do.

    Three that follow each other stand in one text of a thousand, where each two of them in their
    order, for which `fits` asks, stand in every third.
    """

    lookup_name = "holds"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        lhs, params = self.process_lhs(compiler, connection)
        word = str(self.rhs)
        sql = f"({lhs} ~ %s AND ordered_pairs({lhs}) @> %s::integer[])"
        return sql, (*params, word, *params, finding.runs(word))


@TextField.register_lookup
class Reads(Lookup):
    """`find_text__reads=word`: the same as `fits`, without the index.

    For a word that stands in many rows (有限公司): the index would name them all, while reading
    the rows one by one ends with the first that are wanted.
    """

    lookup_name = "reads"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        lhs, params = self.process_lhs(compiler, connection)
        return f"{lhs} ~ %s", (*params, finding.pattern(str(self.rhs)))


def fitting(words: Sequence[str]) -> Q:
    """Return the condition that every word fits."""
    fits = Q()
    for word in words:
        fits &= Q(find_text__fits=word)
    return fits


def find_index(name: str) -> GinIndex:
    return GinIndex(OrderedPairs("find_text"), name=name)
