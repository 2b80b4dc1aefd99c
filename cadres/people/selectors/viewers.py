"""Resolve a cadre into a Viewer: postings in force, own and lent, units, counties, enterprises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q, QuerySet
from django.utils import timezone

from cadres.models import Cadre, Delegation, Posting, Region, RegionLevel, Unit
from cadres.pages.models.prepared import DAY_OF_MOMENT, ID, MOMENT, WORD, Prepared, Row
from cadres.people.rules import delegations
from cadres.viewers.rules.roles import CENTRE, OFFICE, REGION_WIDE, SUPERVISION, UNIT, Role
from cadres.viewers.rules.viewer import Post, Viewer

Coverage = Callable[[int, date], Iterable[int]]
_coverage: list[Coverage] = []
# In how many places at once somebody has posts, seldom more.
OFTEN = 16
# Ends a beginning, as LIKE is asked for it.
ANYTHING = "%"

_HELD = (
    *("pk", "role", "cadre_id", "cadre__name", "unit_id", "unit__name", "unit__path"),
    *("unit__region_id", "unit__region__level", "unit__region__path", "unit__region__parent_id"),
)


def _postings(cadre: int, at: datetime, on: date) -> Any:
    """Those of the cadre in force, and those in force that the cadre was lent.

    The ids of the lent ones are an array: an OR over a sub-query would read every posting.
    """
    lent = Delegation.objects.running(at).filter(deputy=cadre).values("posting_id")
    found = Posting.objects.in_force(on)
    theirs = found.filter(Q(cadre=cadre) | Q(pk__any_of=ArraySubquery(lent)))
    return theirs.order_by("pk").values(*_HELD)


_POSTINGS = Prepared(_postings, ID, MOMENT, DAY_OF_MOMENT)


@dataclass(frozen=True, slots=True)
class _Place:
    """A region, as far as it says which counties it stands for."""

    pk: int
    level: str
    path: str
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class _Held:
    """A posting in force, own or lent, and where its unit stands."""

    post: Post
    unit_path: str
    region: _Place


def register_coverage(question: Coverage) -> None:
    """An upper app says which enterprises a cadre covers on a day."""
    _coverage.append(question)


def of(cadre_id: int, *, at: datetime) -> Viewer | None:
    """Return the viewer of a cadre who may still sign in, or None."""
    cadre = Cadre.objects.filter(pk=cadre_id, is_active=True).first()
    return build(cadre, at=at) if cadre else None


def of_all(cadre_ids: Iterable[int], *, at: datetime) -> dict[int, Viewer | None]:
    """Return the viewers of many; the people are read in one query."""
    wanted = list(cadre_ids)
    standing = Cadre.objects.filter(pk__in=wanted, is_active=True).in_bulk()
    return {pk: build(standing[pk], at=at) if pk in standing else None for pk in wanted}


def of_unit(unit_id: int, *, at: datetime) -> Viewer | None:
    """Return a viewer who stands for a unit in use and for nobody in it: for its group."""
    unit = Unit.objects.filter(pk=unit_id, is_active=True).select_related("region").first()
    if unit is None:
        return None
    counties = _counties({unit.region})[unit.region_id]
    own = (unit.pk,)
    return Viewer(at=at, name=unit.name, unit_ids=own, own_unit_ids=own, home_county_ids=counties)


def build(cadre: Cadre, *, at: datetime) -> Viewer:
    """Resolve everything the rules ask of a viewer, in at most four queries."""
    on = timezone.localdate(at)
    held = _own_and_lent(cadre, at)
    posts = [one.post for one in held]
    counties = _counties({one.region for one in held})
    roles = frozenset(post.role for post in posts)
    units = _units_below(one.unit_path for one in held if one.post.role in UNIT)
    return Viewer(
        at=at,
        cadre_id=cadre.pk,
        name=cadre.name,
        posts=tuple(posts),
        roles=roles,
        unit_ids=tuple(units),
        clerk_unit_ids=_own(posts, Role.UNIT_CLERK, units),
        head_unit_ids=_own(posts, Role.UNIT_HEAD, units),
        own_unit_ids=_belongs_to(posts, units),
        county_ids=_within(counties, posts, REGION_WIDE),
        office_county_ids=_within(counties, posts, OFFICE),
        office_head_county_ids=_within(counties, posts, frozenset({Role.OFFICE_HEAD})),
        leader_county_ids=_within(counties, posts, frozenset({Role.LEADER})),
        supervision_county_ids=_within(counties, posts, SUPERVISION),
        supervision_head_county_ids=_within(counties, posts, frozenset({Role.SUPERVISOR_HEAD})),
        centre_county_ids=_within(counties, posts, CENTRE),
        centre_head_county_ids=_within(counties, posts, frozenset({Role.CENTRE_HEAD})),
        home_county_ids=_within(counties, posts, frozenset(Role)),
        enterprise_ids=_covered(cadre.pk, on) if Role.CADRE in roles else (),
    )


def post_of(posting: Posting) -> Post:
    """The posting as a value."""
    return Post(
        posting_id=posting.pk,
        unit_id=posting.unit_id,
        unit_name=posting.unit.name,
        role=Role(posting.role),
        region_id=posting.unit.region_id,
    )


def _own_and_lent(cadre: Cadre, at: datetime) -> list[_Held]:
    """The own postings in force, then those for which the cadre stands in; one query."""
    found = _POSTINGS(cadre.pk, at, timezone.localdate(at))
    own = [_held(row) for row in found if row["cadre_id"] == cadre.pk]
    mine = [one.post for one in own]
    others = [_held(row, is_lent=True) for row in found if row["cadre_id"] != cadre.pk]
    return own + [one for one in others if delegations.may_stand_in(one.post, mine)]


def _held(row: Row, *, is_lent: bool = False) -> _Held:
    post = Post(
        posting_id=row["pk"],
        unit_id=row["unit_id"],
        unit_name=row["unit__name"],
        role=Role(row["role"]),
        region_id=row["unit__region_id"],
        principal_id=row["cadre_id"] if is_lent else None,
        principal_name=row["cadre__name"] if is_lent else "",
    )
    where = (row[f"unit__region__{name}"] for name in ("level", "path", "parent_id"))
    return _Held(post, row["unit__path"], _Place(post.region_id, *where))


def _own(posts: list[Post], role: Role, units: Mapping[int, int | None]) -> tuple[int, ...]:
    """The units of these posts, and those that they took over."""
    return _with_taken_over({post.unit_id for post in posts if post.role == role}, units)


def _belongs_to(posts: list[Post], units: Mapping[int, int | None]) -> tuple[int, ...]:
    """Whoever stands for the whole region in a unit does not look from there."""
    own = {post.unit_id for post in posts if post.role not in REGION_WIDE}
    return _with_taken_over(own, units)


def _with_taken_over(own: set[int], units: Mapping[int, int | None]) -> tuple[int, ...]:
    return tuple(sorted(own | {pk for pk, heir in units.items() if heir in own}))


def _units_below(paths: Iterable[str]) -> dict[int, int | None]:
    """The units themselves, all below them, and what any of these took over, with whose it was;
    one query.
    """
    below = [path + ANYTHING for path in paths]
    found = _below(len(below))(*below) if below else []
    return {row["pk"]: row["merged_into_id"] for row in found}


@lru_cache(OFTEN)
def _below(places: int) -> Prepared:
    """What is asked of so many places at once, by the beginnings of their paths."""

    def units(*beginnings: str) -> QuerySet[Unit, Any]:
        paths = [beginning.removesuffix(ANYTHING) for beginning in beginnings]
        below = [Q(path__startswith=path) | Q(merged_into__path__startswith=path) for path in paths]
        return Unit.objects.filter(reduce(or_, below)).order_by("pk").values("pk", "merged_into_id")

    return Prepared(units, *(f"{WORD} {place}{ANYTHING}" for place in range(places)))


def _counties(regions: Iterable[Region | _Place]) -> dict[int, tuple[int, ...]]:
    """For each region the counties it lies in or consists of; a query only above the county."""
    answer = {}
    for region in regions:
        if region.level in (RegionLevel.PROVINCE, RegionLevel.CITY):
            answer[region.pk] = tuple(row["pk"] for row in _COUNTIES(region.path + ANYTHING))
        elif region.level == RegionLevel.TOWNSHIP:
            answer[region.pk] = (int(region.parent_id or 0),)
        else:
            answer[region.pk] = (region.pk,)
    return answer


def _counties_below(beginning: str) -> QuerySet[Region, Any]:
    inside = Region.objects.filter(path__startswith=beginning.removesuffix(ANYTHING))
    return inside.filter(level=RegionLevel.COUNTY).order_by("pk").values("pk")


_COUNTIES = Prepared(_counties_below, f"{WORD}{ANYTHING}")


def _within(
    counties: dict[int, tuple[int, ...]], posts: list[Post], roles: frozenset[Role]
) -> tuple[int, ...]:
    found: set[int] = set()
    for post in posts:
        if post.role in roles:
            found.update(counties[post.region_id])
    return tuple(sorted(found))


def _covered(cadre_id: int, on: date) -> tuple[int, ...]:
    return tuple(sorted({pk for question in _coverage for pk in question(cadre_id, on)}))
