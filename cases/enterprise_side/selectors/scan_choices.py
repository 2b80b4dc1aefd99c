"""What may be chosen on the page behind a code; none of it is a secret."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from cadres.models import Region, Unit
from cadres.people.rules.units import HANDLING
from cadres.viewers.rules.viewer import Viewer

# What a form names before anybody asks.
NONE = Unit.objects.none()


def units(county: Region, *, seen_by: Viewer) -> QuerySet[Unit]:
    """Return the units of the county and of its townships, by name."""
    there = Q(region_id=county.pk) | Q(region__parent_id=county.pk)
    return Unit.objects.filter(there, is_active=True, kind__in=HANDLING).order_by("name_key", "pk")
