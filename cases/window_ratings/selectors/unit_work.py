"""The open bad ratings of a unit, in counts alone: before it is closed, or another takes over."""

from __future__ import annotations

from django.db.models import QuerySet

from cadres.models import Unit
from cadres.people.rules.unit_merging import Effects, counted
from cadres.people.rules.units import Holding
from cadres.people.selectors.unit_merging import People
from cadres.viewers.rules.viewer import Viewer
from cases.models import RatingCase
from cases.window_ratings.rules.procedure import ENDED, State


def of_unit(unit: Unit, viewer: Viewer) -> list[Holding]:
    """Whoever keeps units sees no rating, and need not: the count is enough."""
    return [Holding(_open(unit).count(), "件在办差评")]


def effects(old: Unit, new: Unit, viewer: Viewer, people: People) -> Effects:
    """They go over with the unit; where only some people go, they stay."""
    return Effects(moves=counted(of_unit(old, viewer))) if people is None else Effects()


def cases(unit: Unit, *, seen_by: Viewer) -> list[RatingCase]:
    """Return what the unit still has to answer for."""
    return list(_open(unit).order_by("pk"))


def _open(unit: Unit) -> QuerySet[RatingCase]:
    ended = (*ENDED, State.PUBLISHED)
    return RatingCase.objects.filter(unit=unit).exclude(state__in=ended)
