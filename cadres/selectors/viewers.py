"""Resolve a cadre into a Viewer: postings in force, own and lent, units, counties, enterprises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q
from django.utils import timezone

from cadres.models import Cadre, Delegation, Posting, Region, RegionLevel, Unit
from cadres.rules import delegation
from cadres.rules.roles import OFFICE, REGION_WIDE, UNIT, Role
from cadres.rules.viewer import Post, Viewer

Coverage = Callable[[int, date], Iterable[int]]
_coverage: list[Coverage] = []


def register_coverage(question: Coverage) -> None:
    """An upper app says which enterprises a cadre covers on a day."""
    _coverage.append(question)


def of(cadre_id: int, *, at: datetime) -> Viewer | None:
    """Return the viewer of a cadre who may still sign in, or None."""
    cadre = Cadre.objects.filter(pk=cadre_id, is_active=True).first()
    return build(cadre, at=at) if cadre else None


def of_unit(unit_id: int, *, at: datetime) -> Viewer | None:
    """Return a viewer who stands for a unit in use and for nobody in it: for its group."""
    unit = Unit.objects.filter(pk=unit_id, is_active=True).select_related("region").first()
    if unit is None:
        return None
    counties = _counties({unit.region})[unit.region_id]
    return Viewer(at=at, name=unit.name, unit_ids=(unit.pk,), home_county_ids=counties)


def build(cadre: Cadre, *, at: datetime) -> Viewer:
    """Resolve everything the rules ask of a viewer, in at most four queries."""
    on = timezone.localdate(at)
    held = _own_and_lent(cadre, at)
    postings = [posting for posting, _ in held]
    counties = _counties({posting.unit.region for posting in postings})
    roles = frozenset(post.role for _, post in held)
    units = _units_below(p.unit for p in postings if p.role in UNIT)
    return Viewer(
        at=at,
        cadre_id=cadre.pk,
        name=cadre.name,
        posts=tuple(post for _, post in held),
        roles=roles,
        unit_ids=tuple(units),
        clerk_unit_ids=_own(postings, Role.UNIT_CLERK, units),
        head_unit_ids=_own(postings, Role.UNIT_HEAD, units),
        county_ids=_within(counties, postings, REGION_WIDE),
        office_county_ids=_within(counties, postings, OFFICE),
        office_head_county_ids=_within(counties, postings, frozenset({Role.OFFICE_HEAD})),
        leader_county_ids=_within(counties, postings, frozenset({Role.LEADER})),
        home_county_ids=_within(counties, postings, frozenset(Role)),
        enterprise_ids=_covered(cadre.pk, on) if Role.CADRE in roles else (),
    )


def post_of(posting: Posting, *, lent_by: Cadre | None = None) -> Post:
    """The posting as a value; with whom it was lent by, where it is another's."""
    return Post(
        posting_id=posting.pk,
        unit_id=posting.unit_id,
        unit_name=posting.unit.name,
        role=Role(posting.role),
        region_id=posting.unit.region_id,
        principal_id=lent_by.pk if lent_by else None,
        principal_name=lent_by.name if lent_by else "",
    )


def _own_and_lent(cadre: Cadre, at: datetime) -> list[tuple[Posting, Post]]:
    """The own postings in force, then those for which the cadre stands in; one query.

    The ids of the lent ones are an array: an OR over a sub-query would read every posting.
    """
    lent = Delegation.objects.running(at).filter(deputy=cadre).values("posting_id")
    found = (
        Posting.objects.in_force(timezone.localdate(at))
        .filter(Q(cadre=cadre) | Q(pk__any_of=ArraySubquery(lent)))
        .select_related("cadre", "unit__region")
        # Nobody asks for the phone here, and it would be decrypted.
        .defer("cadre__phone")
        .order_by("pk")
    )
    own = [(row, post_of(row)) for row in found if row.cadre_id == cadre.pk]
    held = [post for _, post in own]
    others = [(row, post_of(row, lent_by=row.cadre)) for row in found if row.cadre_id != cadre.pk]
    return own + [pair for pair in others if delegation.may_stand_in(pair[1], held)]


def _own(postings: list[Posting], role: Role, units: Mapping[int, int | None]) -> tuple[int, ...]:
    """The units of these postings, and those that they took over."""
    own = {posting.unit_id for posting in postings if posting.role == role}
    return tuple(sorted(own | {pk for pk, heir in units.items() if heir in own}))


def _units_below(units: Iterable[Unit]) -> dict[int, int | None]:
    """The units themselves, all below them, and what any of these took over, with whose it was;
    one query.
    """
    paths = [
        Q(path__startswith=unit.path) | Q(merged_into__path__startswith=unit.path) for unit in units
    ]
    if not paths:
        return {}
    found = Unit.objects.filter(reduce(or_, paths)).order_by("pk")
    return dict(found.values_list("pk", "merged_into_id"))


def _counties(regions: set[Region]) -> dict[int, tuple[int, ...]]:
    """For each region the counties it lies in or consists of; a query only above the county."""
    answer = {}
    for region in regions:
        if region.level in (RegionLevel.PROVINCE, RegionLevel.CITY):
            inside = Region.objects.filter(level=RegionLevel.COUNTY, path__startswith=region.path)
            answer[region.pk] = tuple(inside.order_by("pk").values_list("pk", flat=True))
        elif region.level == RegionLevel.TOWNSHIP:
            answer[region.pk] = (int(region.parent_id or 0),)
        else:
            answer[region.pk] = (region.pk,)
    return answer


def _within(
    counties: dict[int, tuple[int, ...]], postings: list[Posting], roles: frozenset[Role]
) -> tuple[int, ...]:
    found: set[int] = set()
    for posting in postings:
        if posting.role in roles:
            found.update(counties[posting.unit.region_id])
    return tuple(sorted(found))


def _covered(cadre_id: int, on: date) -> tuple[int, ...]:
    return tuple(sorted({pk for question in _coverage for pk in question(cadre_id, on)}))
