"""Units to which a ticket can be dispatched."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from django.db.models import Q, QuerySet

from cadres.models import RegionLevel, Unit, UnitKind
from cadres.people.rules import unit_labels
from cadres.people.rules.units import HANDLING
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.selectors.handling import likely_units, staffing
from cases.tickets.selectors.handling.likely_units import Past

# What a form names before anybody asks.
NONE = Unit.objects.none()
Choices = list[tuple[str, str | list[tuple[int, str]]]]


def dispatchable(ticket: Ticket, *, seen_by: Viewer) -> QuerySet[Unit]:
    """Return the units of the county that handle tickets; nobody but its office is offered any."""
    return handling(ticket.county_id, seen_by=seen_by).exclude(pk__in=ticket.kept_from_unit_ids)


def handling(county_id: int, *, seen_by: Viewer) -> QuerySet[Unit]:
    """Return the units of a county that can be given something, to its office alone."""
    if county_id not in seen_by.office_county_ids:
        return Unit.objects.none()
    county = Q(region_id=county_id) | Q(region__parent_id=county_id)
    found = Unit.objects.filter(county, is_active=True, kind__in=HANDLING)
    marked = staffing.marked(found, seen_by=seen_by)
    return marked.select_related("region").order_by("pk")


def proposable(ticket: Ticket, *, seen_by: Viewer) -> QuerySet[Unit]:
    """Return the units whose matter it might be, for a unit that has the ticket and objects."""
    if ticket.unit_id not in seen_by.clerk_unit_ids:
        return Unit.objects.none()
    county = Q(region_id=ticket.county_id) | Q(region__parent_id=ticket.county_id)
    found = Unit.objects.filter(county, is_active=True, kind__in=HANDLING)
    marked = staffing.marked(found.exclude(pk=ticket.unit_id), seen_by=seen_by)
    return marked.select_related("region").order_by("pk")


def by_kind(
    units: QuerySet[Unit], empty: str = "请选择承办单位", past: Past = likely_units.NO_PAST
) -> Choices:
    """Return the units as groups of a drop-down: first those that had tickets alike or of the same
    class, with how many, then the departments; those say so that have nobody to act.
    """
    found = list(units)
    words, likely = labels(found), past.may_lead(unit.pk for unit in found)
    ordered = sorted(found, key=lambda unit: HANDLING.index(UnitKind(unit.kind)))
    rest = (unit for unit in ordered if unit.pk not in likely)
    offered: Choices = [("", empty)]
    if likely:
        led = [(pk, f"{words[pk]}（{past.why_leads(pk)}）") for pk in likely]
        offered.append(("办过同类问题的单位", led))
    offered += [
        (label, [(unit.pk, words[unit.pk]) for unit in group])
        for label, group in groupby(rest, key=lambda unit: UnitKind(unit.kind).label)
    ]
    return offered


def helpers(units: QuerySet[Unit], past: Past) -> list[tuple[int, str]]:
    """Return the units as boxes to tick, first those that helped with the same class."""
    found = list(units)
    words, likely = labels(found), past.may_help(unit.pk for unit in found)
    helped = [(pk, f"{words[pk]}（{past.why_helps(pk)}）") for pk in likely]
    return [*helped, *((unit.pk, words[unit.pk]) for unit in found if unit.pk not in likely)]


def labels(units: Sequence[Unit]) -> dict[int, str]:
    """Return what each marked unit is called among these: without the county before its name."""
    counties = {unit.region.name for unit in units if unit.region.level == RegionLevel.COUNTY}
    county = counties.pop() if len(counties) == 1 else ""
    short = unit_labels.without_county([unit.name for unit in units], county)
    return {unit.pk: staffing.label(unit, short[unit.name]) for unit in units}
