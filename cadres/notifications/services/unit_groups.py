"""A unit that another takes over reminds no group of its own any more."""

from __future__ import annotations

from django.db import transaction

from cadres.models import Unit, UnitWebhook
from cadres.people.selectors.unit_merging import People
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer


@transaction.atomic
def let_go(old: Unit, new: Unit, people: People, *, actor: Viewer, why: str, action: int) -> None:
    """The address of its group is forgotten; where only some people go, it stays."""
    if people is None and UnitWebhook.objects.filter(unit=old).delete()[0]:
        audit.record("unit.remove_webhook", old, actor=actor)
