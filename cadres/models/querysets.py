"""Composable questions about people."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from cadres.rules.roles import Role

if TYPE_CHECKING:
    from cadres.models.people import Posting  # noqa: F401


class PostingQuerySet(models.QuerySet["Posting"]):
    def in_force(self, on: date) -> PostingQuerySet:
        """Postings that hold on the day, of people who have not left."""
        return self.filter(
            Q(to_on__isnull=True) | Q(to_on__gte=on), from_on__lte=on, cadre__is_active=True
        )

    def holding(self, *roles: Role) -> PostingQuerySet:
        return self.filter(role__in=roles)

    def in_units(self, unit_ids: Collection[int]) -> PostingQuerySet:
        return self.filter(unit_id__in=unit_ids)

    def in_region(self, region_id: int) -> PostingQuerySet:
        """Postings in the units of this very region."""
        return self.filter(unit__region_id=region_id)

    def cadre_ids(self) -> list[int]:
        return list(self.values_list("cadre_id", flat=True).distinct())
