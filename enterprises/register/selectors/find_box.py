"""One box finds an enterprise: part of a name, characters in order, initials, code, township."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

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


def found(asked: str, *, seen_by: Viewer, most: int = FOUND) -> list[Enterprise]:
    """Return the first enterprises on the register that the words, or a phone, fit.

    Those that the viewer covers come first and are marked `is_own`; then whatever fits best.
    """
    asked = pasted_text.value(asked)
    words = finding.words_of(asked)
    if not words:
        return []
    judged = {row.pk: row for row in _candidates(asked, words, seen_by, most)}.values()
    near = finding.nearest(words, judged, lambda row: (len(row.name), row.pk))
    best = sorted(near, key=lambda row: not row.is_own)[:most]
    rows = enterprises.rows(seen_by=seen_by).in_bulk([row.pk for row in best])
    for row in best:
        rows[row.pk].is_own = row.is_own
    return [rows[row.pk] for row in best]


def ids(asked: str, *, seen_by: Viewer) -> list[int]:
    """Return the enterprises on the register that the words fit, the first ones where many do.

    Those that hold the words as they stand come first, and alone where they are enough.
    """
    words = finding.words_of(asked)
    if not words:
        return []
    common = common_words.of(words, FIND_INDEX)
    rows = Enterprise.objects.visible_to(seen_by).active().order_by().values_list("pk", flat=True)
    near = list(rows.filter(_held(words, common))[:JUDGED])
    if len(near) >= ENOUGH:
        return near
    farther = rows.filter(_fitting(words, common, seen_by)).exclude(pk__any_of=near)
    return near + list(farther[:JUDGED])


def fitting(words: Sequence[str], *, seen_by: Viewer) -> Q:
    """Return the condition that every word fits, or begins the name of the township."""
    return _fitting(words, common_words.of(words, FIND_INDEX), seen_by)


def _fitting(words: Sequence[str], common: Collection[str], viewer: Viewer) -> Q:
    fits = Q()
    for word in words:
        towns = _towns(word, viewer)
        # The township first: of its rows no text has to be read.
        there = Q(township_id__any_of=towns) if towns else Q()
        fits &= there | _text_fits(word, common)
    return fits


def _held(words: Sequence[str], common: Collection[str]) -> Q:
    """Return the condition that a text holds the words as they stand."""
    held = Q()
    for word in words:
        if finding.is_letters(word):
            held &= Q(find_text__holds=word)
        else:
            # What holds a word fits it, wherever it lies: the townships would keep the index out.
            held &= _text_fits(word, common) & Q(find_text__contains=word)
    return held


def _text_fits(word: str, common: Collection[str]) -> Q:
    return Q(find_text__reads=word) if word in common else Q(find_text__fits=word)


def _candidates(
    asked: str, words: Sequence[str], viewer: Viewer, most: int
) -> Iterator[Enterprise]:
    """The own ones, whose phone it is, what holds the words as they stand, then farther ones.

    No question sorts what it finds: of a common word that would be the register of a province.
    Only what they are judged by is read; the rest of those that are shown.
    """
    rows = Enterprise.objects.visible_to(viewer).active().only("name", "find_text")
    common = common_words.of(words, FIND_INDEX)
    fits = _fitting(words, common, viewer)
    mine = Q(pk__any_of=viewer.enterprise_ids)
    called = rows.of_phone(asked, viewer, near=nearness.ids(seen_by=viewer))
    if viewer.enterprise_ids:
        yield from _marked(rows.filter(mine, fits), True)
        yield from _marked(rows.filter(mine, called), True) if called else ()
    others = rows.exclude(mine) if viewer.enterprise_ids else rows
    yield from _marked(others.filter(called), False) if called else ()
    near = list(_marked(others.filter(_held(words, common)), False))
    yield from near
    if len(near) < most:
        farther = others.filter(fits).exclude(pk__any_of=[row.pk for row in near])
        yield from _marked(farther, False)


def _marked(rows: EnterpriseQuerySet, is_own: bool) -> EnterpriseQuerySet:
    return rows.marked(is_own=is_own).order_by()[:JUDGED]


def _towns(word: str, viewer: Viewer) -> list[int]:
    """Return the townships that begin so, by their keys: a join would keep the index out."""
    if word.isascii():
        return []
    towns = Region.objects.filter(level=RegionLevel.TOWNSHIP, name__startswith=word)
    seen = towns if viewer.is_system else towns.filter(parent_id__any_of=viewer.home_county_ids)
    return list(seen.values_list("pk", flat=True))
