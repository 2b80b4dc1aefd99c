"""One box finds an enterprise: part of a name, characters in order, initials, code, township."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from cadres.models import Region, RegionLevel
from cadres.search.rules import finding
from cadres.search.selectors import common_words
from cadres.submissions.rules import pasted_text
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Enterprise
from enterprises.register.models.enterprises import FIND_INDEX
from enterprises.register.models.querysets import EnterpriseQuerySet
from enterprises.register.selectors import enterprises, nearness

FOUND = 20
# Of each question so many are judged and put in order.
JUDGED = 200
# Where so many hold the words as they stand, nobody means the farther ones.
ENOUGH = 20


@dataclass(frozen=True, slots=True)
class Words:
    """What was asked for word by word: which words are common, which begin a township's name."""

    each: tuple[str, ...]
    common: frozenset[str]
    towns: Mapping[str, list[int]]


def read(asked: str, seen_by: Viewer) -> Words:
    """Find out what the words mean to this viewer: two questions, whatever then goes by it."""
    words = finding.words_of(asked)
    return Words(tuple(words), common_words.of(words, FIND_INDEX), _towns(words, seen_by))


def found(
    asked: str, *, seen_by: Viewer, most: int = FOUND, known: Words | None = None
) -> list[Enterprise]:
    """Return the first enterprises on the register that the words, or a phone, fit.

    Those that the viewer covers come first and are marked `is_own`; then whatever fits best.
    """
    asked = pasted_text.value(asked)
    words = known or read(asked, seen_by)
    if not words.each:
        return []
    judged = {row.pk: row for row in _candidates(asked, words, seen_by, most)}.values()
    near = finding.nearest(words.each, judged, lambda row: (len(row.name), row.pk))
    best = sorted(near, key=lambda row: not row.is_own)[:most]
    rows = enterprises.rows(seen_by=seen_by).in_bulk([row.pk for row in best])
    for row in best:
        rows[row.pk].is_own = row.is_own
    return [rows[row.pk] for row in best]


def ids(words: Words, *, seen_by: Viewer) -> list[int]:
    """Return the enterprises on the register that the words fit, the first ones where many do.

    Those that hold the words as they stand come first, and alone where they are enough.
    """
    if not words.each:
        return []
    rows = Enterprise.objects.visible_to(seen_by).active().order_by().values_list("pk", flat=True)
    near = list(rows.filter(_held(words))[:JUDGED])
    if len(near) >= ENOUGH:
        return near
    farther = rows.filter(fitting(words.each, words)).exclude(pk__any_of=near)
    return near + list(farther[:JUDGED])


def fitting(wanted: Sequence[str], words: Words) -> Q:
    """Return the condition that each of these words fits, or begins the name of the township."""
    fits = Q()
    for word in wanted:
        towns = words.towns.get(word)
        # The township first: of its rows no text has to be read.
        there = Q(township_id__any_of=towns) if towns else Q()
        fits &= there | _text_fits(word, words)
    return fits


def _held(words: Words) -> Q:
    """Return the condition that a text holds the words as they stand."""
    held = Q()
    for word in words.each:
        if finding.is_letters(word):
            held &= Q(find_text__holds=word)
        else:
            # What holds a word fits it, wherever it lies: the townships would keep the index out.
            held &= _text_fits(word, words) & Q(find_text__contains=word)
    return held


def _text_fits(word: str, words: Words) -> Q:
    return Q(find_text__reads=word) if word in words.common else Q(find_text__fits=word)


def _candidates(asked: str, words: Words, viewer: Viewer, most: int) -> Iterator[Enterprise]:
    """The own ones, whose phone it is, what holds the words as they stand, then farther ones.

    No question sorts what it finds: of a common word that would be the register of a province.
    Only what they are judged by is read; the rest of those that are shown.
    """
    rows = Enterprise.objects.visible_to(viewer).active().only("name", "find_text")
    fits = fitting(words.each, words)
    mine = Q(pk__any_of=viewer.enterprise_ids)
    called = rows.of_phone(asked, viewer, near=nearness.ids(seen_by=viewer))
    if viewer.enterprise_ids:
        yield from _marked(rows.filter(mine, fits), True)
        yield from _marked(rows.filter(mine, called), True) if called else ()
    others = rows.exclude(mine) if viewer.enterprise_ids else rows
    yield from _marked(others.filter(called), False) if called else ()
    near = list(_marked(others.filter(_held(words)), False))
    yield from near
    if len(near) < most:
        farther = others.filter(fits).exclude(pk__any_of=[row.pk for row in near])
        yield from _marked(farther, False)


def _marked(rows: EnterpriseQuerySet, is_own: bool) -> EnterpriseQuerySet:
    return rows.marked(is_own=is_own).order_by()[:JUDGED]


def _towns(words: Sequence[str], viewer: Viewer) -> dict[str, list[int]]:
    """Return the townships whose names begin so, by their keys: a join would keep the index out."""
    begun = [Q(name__startswith=word) for word in words if not word.isascii()]
    if not begun:
        return {}
    towns = Region.objects.filter(reduce(or_, begun), level=RegionLevel.TOWNSHIP)
    seen = towns if viewer.is_system else towns.filter(parent_id__any_of=viewer.home_county_ids)
    named = list(seen.values_list("pk", "name"))
    return {word: [pk for pk, name in named if name.startswith(word)] for word in words}
