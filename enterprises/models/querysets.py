"""Composable questions about enterprises, assignments and visits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from cadres.rules import bigrams
from cadres.rules.viewer import Viewer
from enterprises.rules import visibility

if TYPE_CHECKING:
    from enterprises.models.assignments import Assignment  # noqa: F401
    from enterprises.models.registers import Enterprise  # noqa: F401
    from enterprises.models.visits import Visit  # noqa: F401


class EnterpriseQuerySet(models.QuerySet["Enterprise"]):
    def visible_to(self, viewer: Viewer) -> EnterpriseQuerySet:
        return self.filter(visibility.enterprises_for(viewer))

    def matching(self, words: str) -> EnterpriseQuerySet:
        """Name, alias or code holds every pair of characters of the words."""
        found = self
        for pair_set in filter(None, (bigrams.pairs(word) for word in words.split())):
            found = found.filter(pairs__contains=pair_set)
        return found


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def in_force(self, on: date) -> AssignmentQuerySet:
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), from_on__lte=on)

    def cadre_ids(self) -> list[int]:
        """The cadres among them; county leaders kept by name alone are left out."""
        named = self.filter(cadre__isnull=False)
        return list(named.values_list("cadre_id", flat=True).distinct())

    def enterprise_ids(self) -> list[int]:
        return list(self.values_list("enterprise_id", flat=True).distinct())


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, viewer: Viewer) -> VisitQuerySet:
        return self.filter(visibility.visits_for(viewer)).distinct()
