"""Coverage of a county (包联覆盖): gaps, spread of the work, the forgotten."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cadres.errors import Absent
from cadres.models import Posting, Region
from cadres.pages.models.prepared import DAY, ID, Prepared
from cadres.pages.rules.rates import Rate
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from enterprises.coverage.rules import workload as workload_rules
from enterprises.coverage.rules.workload import Band
from enterprises.models import Assignment, Enterprise
from enterprises.register.models.querysets import EnterpriseQuerySet
from enterprises.register.rules import authority


@dataclass(frozen=True, slots=True)
class Gap:
    """A township: how many enterprises, how many with nobody today."""

    township_id: int | None
    name: str
    total: int
    uncovered: int

    @property
    def coverage(self) -> Rate:
        """包联覆盖率: covered ÷ on the register (defined in 口径)."""
        return Rate(self.total - self.uncovered, self.total)


@dataclass(frozen=True, slots=True)
class Load:
    """How many enterprises one cadre covers today."""

    cadre_id: int
    name: str
    unit_name: str
    enterprises: int


def _held(cadre_id: int, on: date) -> QuerySet[Assignment, Any]:
    """What became part of a covered enterprise is its past."""
    held = Assignment.objects.in_force(on).filter(cadre_id=cadre_id)
    return held.values("enterprise_id", "enterprise__merged")


_HELD = Prepared(_held, ID, DAY)


def covered_ids(cadre_id: int, on: date) -> list[int]:
    """Return the ids of the enterprises the cadre covers on the day.

    Asked by `cadres.people.selectors.viewers` while it builds a viewer.
    """
    return list(dict.fromkeys(pk for row in _HELD(cadre_id, on) for pk in row.values() if pk))


def counties(*, seen_by: Viewer) -> QuerySet[Region]:
    """Return the counties whose coverage the viewer may see."""
    authority.check_sees_coverage(seen_by)
    return Region.objects.filter(pk__any_of=seen_by.county_ids).order_by("path", "pk")


def county(pk: int | None, *, seen_by: Viewer) -> Region:
    """Return the county asked for, or the first one."""
    rows = counties(seen_by=seen_by)
    found = rows.first() if pk is None else rows.filter(pk=pk).first()
    if found is None:
        raise Absent("没有这个县。")
    return found


def gaps(county_id: int, *, seen_by: Viewer) -> list[Gap]:
    """Count per township the enterprises that nobody who can act covers today."""
    here = _enterprises(county_id, seen_by)
    team = Assignment.objects.acting(seen_by.today)
    nobody = ~Exists(team.filter(enterprise_id=OuterRef("pk")))
    rows = here.values_list("township_id", "township__name").annotate(
        total=Count("pk"), uncovered=Count("pk", filter=Q(nobody))
    )
    return [Gap(pk, name or "未填乡镇", n, m) for pk, name, n, m in rows.order_by("township_id")]


def workload(county_id: int, *, seen_by: Viewer) -> list[Load]:
    """Count enterprises per assisting cadre, by unit and name; those without any are listed too.

    By name for the office alone; for the others of the county there is the spread.
    """
    authority.check_sees_workload(seen_by, county_id)
    return _loads(county_id, seen_by)


def spread(county_id: int, *, seen_by: Viewer) -> list[Band]:
    """Count the cadres by how many enterprises they cover."""
    authority.check_sees_coverage(seen_by, county_id)
    return workload_rules.spread(load.enterprises for load in _loads(county_id, seen_by))


def forgotten(county_id: int, since: date, *, seen_by: Viewer) -> EnterpriseQuerySet:
    """Return the enterprises nobody has been in contact with since the day, by township."""
    here = _enterprises(county_id, seen_by).without_contact_since(since)
    rows = here.select_related("township").with_last_contact().defer("pairs")
    return rows.order_by("township_id", "name", "pk")


def since(days: int, *, seen_by: Viewer) -> date:
    return seen_by.today - timedelta(days=days)


def _enterprises(county_id: int, seen_by: Viewer) -> EnterpriseQuerySet:
    authority.check_sees_coverage(seen_by, county_id)
    return Enterprise.objects.visible_to(seen_by).active().filter(county_id=county_id)


def _loads(county_id: int, seen_by: Viewer) -> list[Load]:
    postings = Posting.objects.in_force(seen_by.today).holding(Role.CADRE)
    here = postings.filter(Q(unit__region_id=county_id) | Q(unit__region__parent_id=county_id))
    counts = _counts(county_id, seen_by.today)
    people = here.order_by("unit__name", "unit_id", "cadre__name_pinyin", "cadre__name", "cadre_id")
    seen: dict[int, Load] = {}
    for pk, name, unit in people.values_list("cadre_id", "cadre__name", "unit__name"):
        seen.setdefault(pk, Load(pk, name, unit, counts[pk]))
    return list(seen.values())


def _counts(county_id: int, on: date) -> Counter[int]:
    held = Assignment.objects.acting(on).filter(
        enterprise__county_id=county_id, enterprise__is_active=True
    )
    rows = held.values("cadre_id").annotate(n=Count("enterprise_id", distinct=True))
    return Counter({row["cadre_id"]: row["n"] for row in rows.order_by()})
