"""The visits of one enterprise as its page shows them: each as far as the viewer may read it."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Enterprise, Visit
from enterprises.register.rules import visibility
from enterprises.register.rules.visibility import VisitDate
from enterprises.register.selectors import nearness

SHOWN = 20


@dataclass(frozen=True, slots=True)
class EnterpriseVisits:
    """The newest visits of one enterprise: those read in full, and the dates of the others."""

    full: list[Visit]
    dates: list[VisitDate]
    is_whole: bool


def of(enterprise: Enterprise, *, seen_by: Viewer, is_near: bool | None = None) -> EnterpriseVisits:
    """Return the newest visits of a visible enterprise, each as far as the viewer may read it.

    `is_near` is what `nearness.is_near` said, where the caller has asked it already.
    """
    seen = Enterprise.objects.visible_to(seen_by).filter(pk=enterprise.pk)
    found = Visit.objects.filter(enterprise__in=seen).for_list()
    newest = list(found.order_by("-visited_on", "-pk")[:SHOWN])
    near = nearness.is_near(enterprise, seen_by=seen_by) if is_near is None else is_near
    if near or enterprise.county_id in seen_by.county_ids:
        return EnterpriseVisits(newest, [], is_whole=True)
    own = [visit for visit in newest if visibility.took_part(seen_by, visit)]
    others = [date_of(visit) for visit in newest if visit not in own]
    return EnterpriseVisits(own, others, is_whole=False)


def dates(enterprise: Enterprise, *, seen_by: Viewer) -> list[VisitDate]:
    """Return day and units of the newest visits, which everybody of the region may know."""
    seen = Enterprise.objects.visible_to(seen_by).filter(pk=enterprise.pk)
    found = Visit.objects.filter(enterprise__in=seen).for_list()
    return [date_of(visit) for visit in found.order_by("-visited_on", "-pk")[:SHOWN]]


def date_of(visit: Visit) -> VisitDate:
    """Return day and units of a visit, its members and their units at hand."""
    names = {member.unit.name for member in visit.members.all() if member.unit}
    return VisitDate(visit.visited_on, tuple(sorted(names)))
