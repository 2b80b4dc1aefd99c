"""Search: tickets whose number, title, text, enterprise name or alias holds the words."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection
from django.db.models import Func, Max, OuterRef, Q, Subquery, TextField, Value
from django.db.models.expressions import Combinable, F
from django.db.models.functions import Concat, StrIndex
from django.db.models.lookups import GreaterThan

from cadres.search.rules import character_pairs
from cadres.submissions.rules import pasted_text
from cases.models import Ticket
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules import numbering
from enterprises.models import Alias, Enterprise

# No text and no word holds it, so no word is found across two texts.
BETWEEN_TEXTS = "\x1f"
STATISTICS = """
    SELECT pair, share
      FROM pg_stats,
           unnest(most_common_elems::text::integer[], most_common_elem_freqs) AS known(pair, share)
     WHERE schemaname = current_schema AND tablename = %s AND attname = 'pairs'
       AND pair = ANY(%s::integer[])
"""


def narrowed(found: TicketQuerySet, words: str) -> TicketQuerySet:
    """Keep the tickets that hold each of the words, in any of their texts.

    Two characters are one pair, and the index answers alone. A longer word is looked up by its
    pairs, and what is found is read again: the pairs may stand apart from each other. A whole
    number finds its ticket, in whichever way it was written then.
    """
    spelled = numbering.spellings(words)
    if spelled and (numbered := found.filter(number__in=spelled)).exists():
        return numbered
    parts = {word: character_pairs.pairs(word) for word in words.split()}
    shares = _shares({pair for pairs in parts.values() for pair in pairs})
    for word, pairs in parts.items():
        if pairs:
            found = found.filter(pairs__contains=_rarest(pairs, shares))
        if len(pairs) > 1:
            found = found.filter(_holds(character_pairs.normalised(word)))
    return found


def rarer(pairs: Collection[int], number: int) -> list[int]:
    """Return those pairs of a text that few tickets share, though more than one or two do.

    A pair that the statistics do not know is nearly this text's own: it finds nothing else. Where
    they know none (few tickets yet) all pairs serve.
    """
    shares = _shares(pairs)
    return sorted(shares, key=shares.__getitem__)[:number] if shares else sorted(pairs)


def _rarest(pairs: list[int], shares: dict[int, float]) -> list[int]:
    """Return the pairs to ask the index for.

    The planner takes pairs for independent and multiplies their shares. For those of one common
    word that is wrong by orders of magnitude: it would fetch every ticket with the word in order
    to sort out the newest. One pair is estimated well. Where a pair is so rare that the
    statistics do not know it, all of them serve.
    """
    if any(pair not in shares for pair in pairs):
        return pairs
    return [min(pairs, key=shares.__getitem__)]


def _shares(pairs: Collection[int]) -> dict[int, float]:
    """Return the share of tickets with each pair, as far as the statistics know it."""
    if len(pairs) < 2:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(STATISTICS, [Ticket._meta.db_table, list(pairs)])
        return dict(cursor.fetchall())


def _holds(word: str) -> Q:
    """Number, title, text, name or alias holds the word as it stands.

    Name and aliases are values of the ticket's own enterprise and no EXISTS: that one PostgreSQL
    answers by reading the names of all enterprises first, a second at the size of a province.
    """
    between = Value(BETWEEN_TEXTS)
    own = Concat("number", between, "title", between, "description", output_field=TextField())
    firm = OuterRef("enterprise")
    named = Enterprise.objects.filter(pk=firm).values(place=_place(F("name"), word))
    known = Alias.objects.filter(enterprise=firm).order_by().values("enterprise")
    called = known.annotate(place=Max(_place(F("name"), word))).values("place")
    # `> 0` and not LIKE: of LIKE the planner thinks that hardly any row has it.
    return (
        Q(GreaterThan(_place(own, word), 0))
        | Q(GreaterThan(Subquery(named), 0))
        | Q(GreaterThan(Subquery(called), 0))
    )


def _place(text: Combinable, word: str) -> StrIndex:
    """Where in the text the word begins; 0 where it does not stand there."""
    return StrIndex(_Folded(text), Value(word))


class _Folded(Func):
    """A text as `bigrams.normalised` folds it."""

    template = (
        r"lower(regexp_replace(normalize(%(expressions)s, NFKC), '[\s"
        f"{pasted_text.UNSEEN_LETTERS}]', '', 'g'))"
    )
    output_field = TextField()
