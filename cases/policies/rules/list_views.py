"""The tabs of the lists of policies."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, TextChoices

from cases.policies.rules import policies


class Tab(TextChoices):
    IN_FORCE = "in_force", "有效"
    ALL = "all", "全部"


class Near(TextChoices):
    """How a policy stands to one enterprise, as far as it is worth a look."""

    FITS = "fits", "符合条件"
    UNKNOWN = "unknown", "待核对"
    NEAR = "near", "只差一项"


def kept(tab: Tab, on: date) -> Q:
    return policies.in_force(on) if tab is Tab.IN_FORCE else Q()
