"""The tree of units of the region, and the regions themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cadres.errors import Absent
from cadres.models import Posting, Region, RegionLevel, Unit, UnitName
from cadres.pages.models.prepared import WORD, Prepared
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.people.models.regions import tree_order
from cadres.people.rules import authority
from cadres.people.rules import regions as region_rules
from cadres.people.selectors import changed_people
from cadres.submissions.rules import pasted_text
from cadres.viewers.rules.viewer import Viewer

# The choice of a region stays a choice: who stands above the county does not pick townships.
MOST_REGIONS = 400
IN_ORDER = (tree_order("region__path"), tree_order("path"))


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A line of the tree."""

    pk: int
    name: str
    kind: str
    region: str
    depth: int
    people: int
    is_active: bool
    formerly: tuple[str, ...] = ()

    @property
    def indent(self) -> str:
        return "　" * self.depth


def rows(
    *, seen_by: Viewer, words: str = "", kind: str = "", closed: bool | None = False
) -> QuerySet[Unit]:
    """Return the units of the region, each after the one it belongs to.

    Words find a unit by the names it bore before, too. Those in use, or
    those `closed`, or where that is None both.
    """
    found = _visible(seen_by)
    if closed is not None:
        found = found.filter(is_active=not closed)
    if words := pasted_text.value(words):
        then = UnitName.objects.filter(unit=OuterRef("pk"), name__contains=words)
        found = found.filter(Q(name__contains=words) | Exists(then))
    if kind:
        found = found.filter(kind=kind)
    names = UnitName.objects.filter(unit=OuterRef("pk")).values("name")
    counted = found.annotate(
        people=Coalesce(_people(seen_by), 0),
        region_name=F("region__name"),
        formerly=ArraySubquery(names),
    )
    return counted.order_by(*IN_ORDER)


def changed(since: datetime, *, seen_by: Viewer) -> QuerySet[Unit]:
    """Return the units that changed since then, those that were closed among them."""
    return rows(seen_by=seen_by, closed=None).filter(changed_people.units(since, seen_by=seen_by))


def describe(units: Iterable[Unit]) -> list[UnitRow]:
    """Put rows into words; `depth` is how far a unit stands below the top one."""
    return [
        UnitRow(
            pk=unit.pk,
            name=unit.name,
            kind=unit.get_kind_display(),
            region=unit.region_name,  # type: ignore[attr-defined]
            depth=max(unit.path.count("/") - 2, 0),
            people=unit.people,  # type: ignore[attr-defined]
            is_active=unit.is_active,
            formerly=tuple(unit.formerly),  # type: ignore[attr-defined]
        )
        for unit in units
    ]


def facts(unit: Unit) -> dict[str, Any]:
    """Return what an edit may change, as it stands."""
    return {"name": unit.name, "kind": unit.kind, "region": unit.region, "parent": unit.parent}


def fetch(pk: int, *, seen_by: Viewer) -> Unit:
    related = ("region", "parent", "merged_into")
    unit = _visible(seen_by).select_related(*related).filter(pk=pk).first()
    if unit is None:
        raise Absent("没有这个单位。")
    return unit


def choices(*, seen_by: Viewer) -> QuerySet[Unit]:
    """Return the units in use that the viewer sees, for a field of a form."""
    return _visible(seen_by).filter(is_active=True).order_by(*IN_ORDER)


def regions(*, seen_by: Viewer) -> QuerySet[Region]:
    """Return the regions in which the viewer may set up units, the upper ones first."""
    posts = {post.region_id for post in seen_by.posts}
    tops = Region.objects.filter(pk__in=posts).values_list("path", flat=True)
    found = Region.objects.none()
    for top in tops:
        if authority.may_manage_units(seen_by, top):
            found = found | Region.objects.filter(path__startswith=top)
    if found[: MOST_REGIONS + 1].count() > MOST_REGIONS:
        found = found.exclude(level=RegionLevel.TOWNSHIP)
    return found.order_by(tree_order("path"))


def site_name(*, seen_by: Viewer) -> str:
    """Return the name above a page: the county, or the city or province of several counties."""
    counties: dict[str, str] = dict(_COUNTIES(seen_by=seen_by))
    if len(counties) == 1:
        return next(iter(counties.values()))
    above = _NAMED(region_rules.shared_path(counties))
    return str(above[0]["name"]) if above else ""


def _counties(viewer: Viewer) -> Any:
    """Whoever belongs to no county stands before all of them."""
    counties = Region.objects.filter(level=RegionLevel.COUNTY)
    if viewer.home_county_ids:
        counties = counties.filter(pk__in=viewer.home_county_ids)
    return counties.values_list("path", "name")


_COUNTIES = PreparedForViewer(_counties)
_NAMED = Prepared(lambda path: Region.objects.filter(path=path).values("name"), WORD)


def _visible(viewer: Viewer) -> QuerySet[Unit]:
    return Unit.objects.filter(authority.units_for(viewer))


def _people(viewer: Viewer) -> Subquery:
    held = Posting.objects.in_force(viewer.today).filter(unit=OuterRef("pk")).order_by()
    counted = held.values("unit").annotate(n=Count("cadre", distinct=True)).values("n")
    return Subquery(counted, output_field=IntegerField())
