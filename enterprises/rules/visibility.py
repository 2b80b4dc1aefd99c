"""Who sees what of an enterprise: the register, its phones, the contacts logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from cadres.rules.viewer import Viewer

if TYPE_CHECKING:
    from enterprises.models import Enterprise

NOBODY = Q(pk__in=[])


def enterprises_for(viewer: Viewer) -> Q:
    """The register: everyone of the region."""
    if viewer.is_system:
        return Q()
    if not viewer.home_county_ids:
        return NOBODY
    return Q(county_id__any_of=viewer.home_county_ids)


def visits_for(viewer: Viewer) -> Q:
    """Contacts in full: the covering team, those who took part or filed it, and the office.

    For everybody else of the region only the date and the unit (`visits.dates`).
    """
    if viewer.is_system:
        return Q()
    if viewer.cadre_id is None:
        return NOBODY
    sight = Q(filed_by_id=viewer.cadre_id) | Q(members__cadre_id=viewer.cadre_id)
    if viewer.county_ids:
        sight |= Q(county_id__any_of=viewer.county_ids)
    if viewer.enterprise_ids:
        sight |= Q(enterprise_id__any_of=viewer.enterprise_ids)
    return sight


def covers(viewer: Viewer, enterprise: Enterprise) -> bool:
    """Is the viewer of the team that covers the enterprise now, or of its county's office?"""
    return (
        viewer.is_system
        or enterprise.pk in viewer.enterprise_ids
        or enterprise.county_id in viewer.office_county_ids
    )
