"""The topics of a unit, in counts alone: before it is closed, or another takes over."""

from __future__ import annotations

from django.db.models import QuerySet

from cadres.models import Unit
from cadres.people.rules.unit_merging import Effects, counted
from cadres.people.rules.units import Holding
from cadres.people.selectors.unit_merging import People
from cadres.viewers.rules.viewer import Viewer
from cases.models import Topic


def of_unit(unit: Unit, viewer: Viewer) -> list[Holding]:
    """Whoever keeps units sees no topic, and need not: the count is enough."""
    return [Holding(_open(unit).count(), "个在办专题")]


def effects(old: Unit, new: Unit, viewer: Viewer, people: People) -> Effects:
    """They go over with the unit; where only some people go, they stay."""
    return Effects(moves=counted(of_unit(old, viewer))) if people is None else Effects()


def topics(unit: Unit, *, seen_by: Viewer) -> list[Topic]:
    """Return the topics that the unit answers for and that are not over."""
    return list(_open(unit).order_by("pk"))


def _open(unit: Unit) -> QuerySet[Topic]:
    return Topic.objects.filter(unit=unit, closed_on__isnull=True)
