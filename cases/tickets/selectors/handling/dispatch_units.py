"""Units to which a ticket can be dispatched."""

from __future__ import annotations

from itertools import groupby

from django.db.models import Q, QuerySet

from cadres.models import Unit, UnitKind
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.selectors.handling import staffing

# Those that handle come first; the watchers and the office itself are not asked to.
KINDS = (UnitKind.DEPARTMENT, UnitKind.COMPANY, UnitKind.TASK_FORCE, UnitKind.TOWNSHIP)
# What a form names before anybody asks.
NONE = Unit.objects.none()
Choices = list[tuple[str, str | list[tuple[int, str]]]]


def dispatchable(ticket: Ticket, *, seen_by: Viewer) -> QuerySet[Unit]:
    """Return the units of the county that handle tickets; nobody but its office is offered any."""
    return handling(ticket.county_id, seen_by=seen_by)


def handling(county_id: int, *, seen_by: Viewer) -> QuerySet[Unit]:
    """Return the units of a county that can be given something, to its office alone."""
    if county_id not in seen_by.office_county_ids:
        return Unit.objects.none()
    county = Q(region_id=county_id) | Q(region__parent_id=county_id)
    found = Unit.objects.filter(county, is_active=True, kind__in=KINDS)
    marked = staffing.marked(found, seen_by=seen_by)
    return marked.select_related("region").order_by("pk")


def proposable(ticket: Ticket, *, seen_by: Viewer) -> QuerySet[Unit]:
    """Return the units whose matter it might be, for a unit that has the ticket and objects."""
    if ticket.unit_id not in seen_by.clerk_unit_ids:
        return Unit.objects.none()
    county = Q(region_id=ticket.county_id) | Q(region__parent_id=ticket.county_id)
    found = Unit.objects.filter(county, is_active=True, kind__in=KINDS)
    marked = staffing.marked(found.exclude(pk=ticket.unit_id), seen_by=seen_by)
    return marked.select_related("region").order_by("pk")


def by_kind(units: QuerySet[Unit], empty: str = "请选择承办单位") -> Choices:
    """Return the units as groups of a drop-down, the departments first; those say so that have
    nobody to act.
    """
    ordered = sorted(units, key=lambda unit: KINDS.index(UnitKind(unit.kind)))
    groups = groupby(ordered, key=lambda unit: UnitKind(unit.kind).label)
    offered: Choices = [("", empty)]
    offered += [
        (label, [(unit.pk, staffing.label(unit)) for unit in found]) for label, found in groups
    ]
    return offered
