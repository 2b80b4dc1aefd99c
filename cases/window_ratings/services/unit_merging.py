"""The open bad ratings of a unit go to the unit that takes it over; who was rated stays."""

from __future__ import annotations

from django.db import transaction

from cadres.models import Unit
from cadres.people.selectors.unit_merging import People
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.window_ratings.selectors import unit_work


@transaction.atomic
def take_over(
    old: Unit, new: Unit, people: People, *, actor: Viewer, why: str, action: int
) -> None:
    """The new unit answers for them from now on; where only some people go, they stay."""
    for case in unit_work.cases(old, seen_by=actor) if people is None else ():
        case.unit = new
        case.save(update_fields=["unit"])
        audit.record("rating_case.take_over", case, actor=actor)
