"""What a cadre covers; asked by `cadres.selectors.viewers` while it builds a viewer."""

from __future__ import annotations

from datetime import date

from enterprises.models import Assignment


def covered_ids(cadre_id: int, on: date) -> list[int]:
    """Return the ids of the enterprises the cadre covers on the day."""
    return Assignment.objects.in_force(on).filter(cadre_id=cadre_id).enterprise_ids()
