"""Which units stand together where figures before and after a reform are compared."""

from __future__ import annotations

from cadres.models import Unit, UnitSplit
from cadres.people.rules import unit_families
from cadres.people.rules.unit_families import UnitFamilies


def known() -> UnitFamilies:
    """Return the families as all mergers and splits up to now made them; two queries."""
    merged = Unit.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id")
    split = UnitSplit.objects.order_by("pk").values_list("old_id", "new_id")
    return unit_families.joined(merged, split)
