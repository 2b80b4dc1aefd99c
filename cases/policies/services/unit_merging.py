"""The policies of a unit go to the unit that takes it over."""

from __future__ import annotations

from django.db import transaction

from cadres.models import Unit
from cadres.people.selectors.unit_merging import People
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.policies.rules.policies import PolicyVerb
from cases.policies.selectors import unit_work


@transaction.atomic
def take_over(
    old: Unit, new: Unit, people: People, *, actor: Viewer, why: str, action: int
) -> None:
    """The new unit answers for them from now on; where only some people go, they stay."""
    for row in unit_work.standing(old, seen_by=actor) if people is None else ():
        row.unit = new
        row.save(update_fields=["unit"])
        audit.record(f"policy.{PolicyVerb.MOVE}", row, actor=actor)
