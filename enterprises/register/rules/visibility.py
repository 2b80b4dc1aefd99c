"""Who sees what of an enterprise: the register, its phones, the contacts logged."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.expressions import BaseExpression

from cadres.viewers.rules.viewer import Viewer

if TYPE_CHECKING:
    from enterprises.models import Enterprise, Visit

NOBODY = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class VisitDate:
    """What everybody of the region may know of a visit: the day and the units."""

    on: date
    units: tuple[str, ...]


def enterprises_for(viewer: Viewer) -> Q:
    """The register: everyone of the region."""
    if viewer.is_system:
        return Q()
    if not viewer.home_county_ids:
        return NOBODY
    return Q(county_id__any_of=viewer.home_county_ids)


def assignments_for(viewer: Viewer) -> Q:
    """Who covers what is part of the register."""
    if viewer.is_system:
        return Q()
    if not viewer.home_county_ids:
        return NOBODY
    return Q(enterprise__county_id__any_of=viewer.home_county_ids)


def calendar_for(viewer: Viewer) -> Q:
    """Booked visits and official checks: whoever sees the enterprise, so that nobody goes twice.

    They show day, unit and purpose; names and words only to whom `knows_who_comes` says.
    """
    if viewer.is_system:
        return Q()
    if not viewer.home_county_ids:
        return NOBODY
    return _counties(viewer.home_county_ids)


def visits_for(
    viewer: Viewer,
    *,
    joined: BaseExpression | Collection[int],
    near: Collection[BaseExpression | Collection[int]] = (),
) -> Q:
    """Contacts in full: the covering team, those who took part or filed it, and the office.

    `joined` are the ids of the visits in which the viewer took part, `near` those of the
    enterprises near which an upper app says the viewer stands. For everybody else of the region
    only the date and the unit (`known_visits.dates`).
    """
    if viewer.is_system:
        return Q()
    if viewer.cadre_id is None:
        return NOBODY
    county_ids = viewer.county_ids
    if county_ids and set(viewer.home_county_ids) <= set(county_ids):
        # Who sees all of home is spared the OR: the index of days alone then cuts a page.
        return Q(county_id=county_ids[0]) if len(county_ids) == 1 else _counties(county_ids)
    sight = Q(filed_by_id=viewer.cadre_id) | Q(pk__any_of=joined)
    if county_ids:
        sight |= _counties(county_ids)
    if viewer.enterprise_ids:
        sight |= Q(enterprise_id__any_of=viewer.enterprise_ids)
    for enterprise_ids in near:
        sight |= Q(enterprise_id__any_of=enterprise_ids)
    return sight


def phones_for(viewer: Viewer, *, near: Collection[BaseExpression | Collection[int]] = ()) -> Q:
    """The enterprises of whose phones the viewer may know: the team, the office, and `near`."""
    if viewer.is_system:
        return Q()
    sight = Q(county_id__any_of=viewer.office_county_ids) | Q(pk__any_of=viewer.enterprise_ids)
    for enterprise_ids in near:
        sight |= Q(pk__any_of=enterprise_ids)
    return sight


def covers(viewer: Viewer, enterprise: Enterprise) -> bool:
    """Is the viewer of the team that covers the enterprise now, or of its county's office?"""
    return (
        viewer.is_system
        or enterprise.pk in viewer.enterprise_ids
        or enterprise.county_id in viewer.office_county_ids
    )


def took_part(viewer: Viewer, visit: Visit) -> bool:
    """Did the viewer take part in the visit, or write it down?"""
    members = {member.cadre_id for member in visit.members.all()}
    return viewer.cadre_id is not None and viewer.cadre_id in {visit.filed_by_id, *members}


def _counties(ids: Collection[int]) -> Q:
    return Q(county_id__any_of=ids)
