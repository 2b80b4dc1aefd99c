"""Composable questions about people."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cadres.viewers.rules.roles import Role

if TYPE_CHECKING:
    from cadres.people.models.delegations import Delegation  # noqa: F401
    from cadres.people.models.people import Posting  # noqa: F401


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

    def overseeing(self, unit_id: int) -> PostingQuerySet:
        """Posts of county leaders that oversee the unit (分管县领导)."""
        return self.holding(Role.LEADER).filter(oversees__contains=[unit_id])

    def in_region(self, region_id: int) -> PostingQuerySet:
        """Postings in the units of this very region."""
        return self.filter(unit__region_id=region_id)

    def acting(self, on: date) -> PostingQuerySet:
        """Who takes tickets in hand: a unit in which nobody does cannot act."""
        return self.in_force(on).holding(Role.UNIT_CLERK)

    def cadre_ids(self) -> list[int]:
        return list(self.values_list("cadre_id", flat=True).distinct())

    def with_deputies(self, at: datetime) -> list[int]:
        """Who holds these postings, and who stands in for them at the moment."""
        return [*self.cadre_ids(), *self._deputies(at)]

    def _deputies(self, at: datetime) -> list[int]:
        lent = self.filter(running_at(at, "delegations__"))
        return list(lent.values_list("delegations__deputy_id", flat=True).distinct())


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def running(self, at: datetime) -> DelegationQuerySet:
        """Made, begun, and neither over nor ended at the moment."""
        return self.filter(running_at(at))

    def in_force(self, at: datetime) -> DelegationQuerySet:
        """Running, while the posting still holds, between two who have not left."""
        on = timezone.localdate(at)
        return self.running(at).filter(
            Q(posting__to_on__isnull=True) | Q(posting__to_on__gte=on),
            posting__from_on__lte=on,
            principal__is_active=True,
            deputy__is_active=True,
        )

    def unended(self) -> DelegationQuerySet:
        """Not ended before its time, whether begun or not."""
        return self.filter(ended_at__isnull=True)


def running_at(at: datetime, through: str = "") -> Q:
    """Return which delegations run at the moment; `through` leads to them from another table."""
    on = timezone.localdate(at)
    given = {"made_at__lte": at, "from_on__lte": on, "to_on__gte": on}
    unended = Q(**{f"{through}ended_at__isnull": True}) | Q(**{f"{through}ended_at__gt": at})
    return unended & Q(**{through + name: value for name, value in given.items()})
