"""The policies that a unit answers for, in counts alone: before it is closed or taken over."""

from __future__ import annotations

from django.db.models import QuerySet

from cadres.models import Unit
from cadres.people.rules.unit_merging import Effects, counted
from cadres.people.rules.units import Holding
from cadres.people.selectors.unit_merging import People
from cadres.viewers.rules.viewer import Viewer
from cases.models import Policy


def of_unit(unit: Unit, viewer: Viewer) -> list[Holding]:
    """Whoever keeps units need not read the policies: the count is enough."""
    return [Holding(_standing(unit).count(), "项惠企政策")]


def effects(old: Unit, new: Unit, viewer: Viewer, people: People) -> Effects:
    """They go over with the unit; where only some people go, they stay."""
    return Effects(moves=counted(of_unit(old, viewer))) if people is None else Effects()


def standing(unit: Unit, *, seen_by: Viewer) -> list[Policy]:
    """Return the policies of the unit that were not voided."""
    return list(_standing(unit).order_by("pk"))


def _standing(unit: Unit) -> QuerySet[Policy]:
    return Policy.objects.filter(unit=unit, voided_at__isnull=True)
