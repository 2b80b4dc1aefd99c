"""Resolve a cadre into a Viewer: postings in force, units below, counties, covered enterprises."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone

from cadres.models import Cadre, Posting, Region, RegionLevel, Unit
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
    postings = list(
        Posting.objects.in_force(on)
        .filter(cadre=cadre)
        .select_related("unit__region")
        .order_by("pk")
    )
    counties = _counties({posting.unit.region for posting in postings})
    held = frozenset(Role(posting.role) for posting in postings)
    return Viewer(
        at=at,
        cadre_id=cadre.pk,
        name=cadre.name,
        posts=tuple(_post(posting) for posting in postings),
        roles=held,
        unit_ids=_units_below(p.unit for p in postings if p.role in UNIT),
        clerk_unit_ids=_own(postings, Role.UNIT_CLERK),
        head_unit_ids=_own(postings, Role.UNIT_HEAD),
        county_ids=_within(counties, postings, REGION_WIDE),
        office_county_ids=_within(counties, postings, OFFICE),
        office_head_county_ids=_within(counties, postings, frozenset({Role.OFFICE_HEAD})),
        leader_county_ids=_within(counties, postings, frozenset({Role.LEADER})),
        home_county_ids=_within(counties, postings, frozenset(Role)),
        enterprise_ids=_covered(cadre.pk, on) if Role.CADRE in held else (),
    )


def _post(posting: Posting) -> Post:
    return Post(
        posting_id=posting.pk,
        unit_id=posting.unit_id,
        unit_name=posting.unit.name,
        role=Role(posting.role),
        region_id=posting.unit.region_id,
    )


def _own(postings: list[Posting], role: Role) -> tuple[int, ...]:
    return tuple(sorted({posting.unit_id for posting in postings if posting.role == role}))


def _units_below(units: Iterable[Unit]) -> tuple[int, ...]:
    """The units themselves and all below them; one query."""
    paths = [Q(path__startswith=unit.path) for unit in units]
    if not paths:
        return ()
    found = Unit.objects.filter(reduce(or_, paths)).order_by("pk")
    return tuple(found.values_list("pk", flat=True))


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
