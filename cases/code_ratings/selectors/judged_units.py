"""What enterprises say of units in sum: attitude, speed, result (态度、速度、结果), and entries.

A unit is told the sum of five, ten and so on, and of the days of which a sealed bulletin tells
(`rules.disclosure`); of anonymous entries everybody is told in fives alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import BigIntegerField, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cadres.errors import NotPermitted
from cadres.models import Unit
from cadres.viewers.rules.viewer import Viewer
from cases.code_ratings.rules import disclosure
from cases.code_ratings.rules.disclosure import Given, Seal
from cases.code_ratings.rules.entries import EntryKind, EntryTag
from cases.figures.rules import suppression
from cases.models import EntryRating, Rating, Round, Ticket
from cases.tickets.rules.vocabulary import Satisfaction
from cases.window_ratings.rules.ratings import Level

READERS = "企业评价的汇总由县助企办、督查机构、县领导和被评的单位查看。"
ASPECTS = {"attitude": "办理态度", "speed": "办理速度", "result": "办理结果"}
# The same five words on both sides.
LEVELS = dict(zip(Level.values[:5], Satisfaction.values, strict=True))
HEADINGS = Satisfaction.labels
# Which days the sealed bulletins cover: an upper room says so when the site starts.
Seals = Callable[[Viewer], Sequence[Seal]]
seals: list[Seals] = []


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """One thing that was judged: how many are told, by level."""

    label: str
    counts: Sequence[int]
    tags: str = ""

    @property
    def told(self) -> int:
        return sum(self.counts)

    @property
    def cells(self) -> list[tuple[str, int]]:
        return list(zip(HEADINGS, self.counts, strict=True))


@dataclass(slots=True)
class _Said:
    """What was said of one unit, the earliest first."""

    levels: dict[str, list[str]] = field(default_factory=dict)
    tags: dict[str, list[Sequence[str]]] = field(default_factory=dict)
    given: dict[str, list[Given]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JudgedUnit:
    unit: Unit
    lines: Sequence[JudgedLine]


def rows(*, seen_by: Viewer) -> list[JudgedUnit]:
    """Return the units of this year of which the viewer is told something, by name.

    Of whom there is less than that is not named: that somebody spoke would be told by it.
    """
    if not (seen_by.county_ids or seen_by.unit_ids):
        raise NotPermitted(READERS)
    said: dict[int, _Said] = {}
    for unit_id, county_id, at, *levels in _of_results(seen_by):
        for aspect, level in zip(ASPECTS, levels, strict=True):
            if level:
                one = _of(said, unit_id)
                one.levels.setdefault(aspect, []).append(level)
                one.given.setdefault(aspect, []).append(Given(at, county_id))
    for unit_id, kind, level, tags in _of_entries(seen_by):
        one = _of(said, unit_id)
        one.levels.setdefault(kind, []).append(LEVELS[level])
        one.tags.setdefault(kind, []).append(tags)
    units = Unit.objects.filter(pk__in=said).order_by("name_key", "pk")
    whole = {
        unit.pk: bool(seen_by.county_ids) and unit.pk not in seen_by.unit_ids for unit in units
    }
    sealed = [seal for ask in seals for seal in ask(seen_by)]
    found = [
        JudgedUnit(unit, list(_lines(said[unit.pk], sealed, is_whole=whole[unit.pk])))
        for unit in units
    ]
    return [one for one in found if one.lines]


def _of(said: dict[int, _Said], unit_id: int) -> _Said:
    return said.setdefault(unit_id, _Said())


def _lines(said: _Said, sealed: Sequence[Seal], *, is_whole: bool) -> Iterator[JudgedLine]:
    for aspect, label in ASPECTS.items():
        given, moments = said.levels.get(aspect, []), said.given.get(aspect, [])
        opened = given if is_whole else [given[at] for at in disclosure.told(moments, sealed)]
        if opened:
            yield JudgedLine(label, _counts(opened))
    for kind in EntryKind:
        if told := _told(said.levels.get(kind, [])):
            named = _named(said.tags[kind][: len(told)])
            yield JudgedLine(f"入企{kind.label}", _counts(told), named)


def _told(given: list[str]) -> list[str]:
    return given[: suppression.told_of(len(given))]


def _counts(given: Sequence[str]) -> list[int]:
    counted: Mapping[str, int] = Counter(given)
    return [counted.get(level, 0) for level in Satisfaction.values]


def _named(tags: Iterable[Sequence[str]]) -> str:
    """What was ticked, the most often first."""
    counted = Counter(one for ticked in tags for one in ticked)
    return "，".join(f"{EntryTag(tag).label} {times}" for tag, times in counted.most_common())


def _of_results(viewer: Viewer) -> Iterable[tuple[int, int, datetime, str, str, str]]:
    """By the unit that had it in hand in that round."""
    had = Round.objects.filter(ticket=OuterRef("ticket"), number=OuterRef("round"))
    seen = Ticket.objects.visible_to(viewer)
    found = Rating.objects.filter(ticket__in=seen, rated_at__year=viewer.today.year)
    spoken = found.filter(~Q(attitude="") | ~Q(speed="") | ~Q(result=""))
    unit = Coalesce(
        Subquery(had.values("unit")[:1]), F("ticket__unit_id"), output_field=BigIntegerField()
    )
    by_unit = spoken.annotate(of=unit)
    if not viewer.county_ids:
        by_unit = by_unit.filter(of__in=viewer.unit_ids)
    rated = by_unit.filter(of__isnull=False).order_by("rated_at", "pk")
    return rated.values_list("of", "ticket__county_id", "rated_at", *ASPECTS)


def _of_entries(viewer: Viewer) -> Iterable[tuple[int, str, str, Sequence[str]]]:
    mine = Q(county_id__any_of=viewer.county_ids) | Q(unit_id__any_of=viewer.unit_ids)
    found = EntryRating.objects.filter(mine, month__year=viewer.today.year).order_by("pk")
    return found.values_list("unit_id", "kind", "level", "tags")
