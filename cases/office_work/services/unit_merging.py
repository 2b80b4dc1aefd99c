"""What a unit has to do for the office goes to the unit that takes it over."""

from __future__ import annotations

from django.db import transaction

from cadres.models import Unit
from cadres.people.selectors.unit_merging import People
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.office_work.rules.tasks import TaskVerb
from cases.office_work.selectors import unit_work
from cases.office_work.services import indicator_leads


@transaction.atomic
def take_over(
    old: Unit, new: Unit, people: People, *, actor: Viewer, why: str, action: int
) -> None:
    """The new unit answers for them from now on; where only some people go, they stay."""
    if people is not None:
        return
    for task in unit_work.tasks(old, seen_by=actor):
        task.unit = new
        task.save(update_fields=["unit"])
        audit.record(f"task.{TaskVerb.MOVE}", task, actor=actor)
    for finding in unit_work.findings(old, seen_by=actor):
        finding.unit = new
        finding.save(update_fields=["unit"])
        audit.record("finding.take_over", finding, actor=actor)
    for lead in unit_work.leads(old, seen_by=actor):
        indicator_leads.pass_on(lead, old, new, actor=actor)
