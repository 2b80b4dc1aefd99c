"""A unit that takes another over comes to its service days, and sees those that were."""

from __future__ import annotations

from django.db import transaction

from cadres.models import Unit
from cadres.people.selectors.unit_merging import People
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import ServiceDay


@transaction.atomic
def take_over(
    old: Unit, new: Unit, people: People, *, actor: Viewer, why: str, action: int
) -> None:
    """Where only some people go, both take part as before."""
    if people is not None:
        return
    for day in ServiceDay.objects.filter(unit_ids__contains=[old.pk]).order_by("pk"):
        day.unit_ids = sorted({new.pk, *day.unit_ids} - {old.pk})
        day.save(update_fields=["unit_ids"])
        audit.record("service_day.take_over", day, actor=actor)
