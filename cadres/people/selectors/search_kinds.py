"""People and units in the one box: by name, by its sound or initials, by account or phone."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from cadres.encryption.models.encrypted_text import blind_key
from cadres.models import Posting, Unit
from cadres.people.rules import naming
from cadres.people.selectors import people, units
from cadres.search.models import find_texts
from cadres.search.rules import finding
from cadres.search.selectors.box import Asked, Found, Kind, Place
from cadres.viewers.rules.viewer import Viewer

# Of what fits so many are judged and put in order.
JUDGED = 100


def ask_people(asked: Asked, most: int, *, seen_by: Viewer) -> list[Found]:
    """Return those in post whose name fits; each further word may be one of their units'."""
    words = finding.words_of(asked.text)
    rows = people.rows(seen_by=seen_by).filter(_called(asked.text, seen_by)).order_by()
    best = finding.nearest(words, rows[:JUDGED], lambda one: (one.name_pinyin, one.pk))
    lines = people.describe(best[:most], seen_by=seen_by)
    return [
        Found(
            line.name,
            "、".join(f"{post.unit_name} · {post.role.label}" for post in line.posts) or "未任职",
            "cadres:person",
            line.pk,
        )
        for line in lines
    ]


def ask_units(asked: Asked, most: int, *, seen_by: Viewer) -> list[Found]:
    """Return units in use whose name fits, a former one too."""
    words = finding.words_of(asked.text)
    rows = units.choices(seen_by=seen_by).filter(find_texts.fitting(words))
    taken = rows.select_related("region").order_by()[:JUDGED]
    best = finding.nearest(words, taken, lambda one: (len(one.name), one.pk))
    return [Found(one.name, _about(one), "cadres:unit", one.pk) for one in best[:most]]


PEOPLE = Kind(Place.PEOPLE, "人员", "姓名、拼音、账号、手机号", ask_people)
UNITS = Kind(Place.UNITS, "单位", "名称、曾用名、首字母", ask_units)


def _about(unit: Unit) -> str:
    return f"{unit.get_kind_display()} · {unit.region.name}"


def _called(asked: str, viewer: Viewer) -> Q:
    if phone := naming.mobile(asked):
        return Q(phone_key=blind_key(phone))
    words = finding.words_of(asked)
    named = [_named(word) for word in words]
    if len(words) == 1:
        return named[0]
    # One of the words is the person's own: the index finds it, and of few the units are asked.
    called = reduce(or_, named)
    for word, fits in zip(words, named, strict=True):
        called &= fits | Q(Exists(_in_unit(word, viewer)))
    return called


def _named(word: str) -> Q:
    fits = Q(find_text__fits=word)
    if word.isascii():
        fits |= Q(name_pinyin__startswith=word) | Q(account__startswith=word)
    return fits


def _in_unit(word: str, viewer: Viewer) -> QuerySet[Posting]:
    held = Posting.objects.in_force(viewer.today).filter(cadre=OuterRef("pk"))
    return held.filter(unit__find_text__fits=word)
