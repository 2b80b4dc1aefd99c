"""What 明察暗访 found at a unit is put right by the unit that takes it over."""

from __future__ import annotations

from django.db import transaction

from cadres.models import Unit
from cadres.people.selectors.unit_merging import People
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.inspections.rules.inspections import InspectionState
from cases.models import Inspection


@transaction.atomic
def take_over(
    old: Unit, new: Unit, people: People, *, actor: Viewer, why: str, action: int
) -> None:
    """Letters about it go to the new unit from now on; where only some people go, they stay.

    No preview counts them: whoever merges units must not learn that somebody looked in unannounced.
    """
    followed = Inspection.objects.filter(unit=old, state=InspectionState.OPEN).order_by("pk")
    for row in followed if people is None else ():
        row.unit = new
        row.save(update_fields=["unit"])
        audit.record("inspection.take_over", row, actor=actor)
