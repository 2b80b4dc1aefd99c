"""Which unit leads which indicator, in which 专班, and who led it before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from cadres.errors import Absent, Invalid
from cadres.models import Unit, UnitKind
from cadres.viewers.rules.viewer import Viewer
from cases.models import Indicator, IndicatorLead
from cases.office_work.rules import indicator_leads as rules
from cases.office_work.selectors import sources


@dataclass(frozen=True, slots=True)
class LeadLine:
    """An indicator with who leads it: itself, or the one above from which it has its lead."""

    indicator: Indicator
    lead: IndicatorLead | None
    is_own: bool


def rows(q: str = "", *, seen_by: Viewer) -> QuerySet[Indicator]:
    """Return the indicators of the counties that the viewer sees whole, in order of their lists."""
    found = Indicator.objects.filter(county__in=list(seen_by.county_ids))
    for word in q.split():
        found = found.filter(path__icontains=word)
    return found.select_related("county").order_by("county", "path")


def lines(found: Iterable[Indicator], *, seen_by: Viewer) -> list[LeadLine]:
    """Turn indicators into lines; one query more, for who leads in their counties."""
    taken = list(found)
    known = current({one.county_id for one in taken}, seen_by=seen_by)
    pairs = [(one, rules.nearest(one.path, known.get(one.county_id, {}))) for one in taken]
    return [
        LeadLine(one, lead, is_own=lead is not None and lead.indicator_id == one.pk)
        for one, lead in pairs
    ]


def current(county_ids: Iterable[int], *, seen_by: Viewer) -> dict[int, dict[str, IndicatorLead]]:
    """Return who leads now, by county and path of the indicator."""
    found: dict[int, dict[str, IndicatorLead]] = {}
    asked = IndicatorLead.objects.filter(until_on__isnull=True)
    asked = asked.filter(indicator__county__in=set(county_ids))
    for lead in asked.select_related("indicator", "unit", "task_force"):
        found.setdefault(lead.indicator.county_id, {})[lead.indicator.path] = lead
    return found


def fetch(pk: int, *, seen_by: Viewer) -> Indicator:
    """Return the indicator; hidden and missing look the same from outside."""
    row = rows(seen_by=seen_by).filter(pk=pk).first()
    if row is None:
        raise Absent(rules.ABSENT)
    return row


def standing(indicator: Indicator, *, seen_by: Viewer) -> IndicatorLead | None:
    """Return who leads it itself now, whoever leads those above."""
    return history(indicator, seen_by=seen_by).filter(until_on__isnull=True).first()


def history(indicator: Indicator, *, seen_by: Viewer) -> QuerySet[IndicatorLead]:
    """Return who led it and leads it, the last one first."""
    found = IndicatorLead.objects.filter(indicator=indicator).order_by("-pk")
    return found.select_related("unit", "task_force", "set_by", "indicator")


def facts(lead: IndicatorLead | None) -> dict[str, Any]:
    """Return what another lead would replace."""
    return {"unit": lead and lead.unit, "task_force": lead and lead.task_force}


def lead_unit(indicator: Indicator, *, seen_by: Viewer) -> Unit:
    """Return the unit that leads the indicator, else the nearest above it; Invalid where none."""
    known = current([indicator.county_id], seen_by=seen_by).get(indicator.county_id, {})
    lead = rules.nearest(indicator.path, known)
    if lead is None:
        raise Invalid(rules.NO_LEAD, {"unit": rules.NO_LEAD})
    return lead.unit


def task_forces(county_id: int, *, seen_by: Viewer) -> QuerySet[Unit]:
    """Return the 专班 of the county that an indicator may belong to, to its office alone."""
    return sources.units(county_id, seen_by=seen_by).filter(kind=UnitKind.TASK_FORCE)
