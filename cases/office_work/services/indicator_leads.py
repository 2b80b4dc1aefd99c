"""The office says which unit leads an indicator, in which 专班; whoever led before stays known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cadres.errors import Invalid
from cadres.models import Unit, UnitKind
from cadres.people.services import open_units
from cadres.submissions.rules import text_limits
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Indicator, IndicatorLead
from cases.office_work.rules import indicator_leads as rules
from cases.office_work.rules.findings import FindingVerb
from cases.office_work.selectors import indicator_leads

LEAD = f"finding.{FindingVerb.LEAD}"


@dataclass(frozen=True, slots=True)
class Leading:
    """Who leads from which day on, by which document."""

    unit: Unit
    task_force: Unit | None
    from_on: date
    basis: str


@transaction.atomic
def set_lead(indicator: Indicator, said: Leading, *, actor: Viewer, read: Read) -> IndicatorLead:
    """From that day on this unit leads; findings that are filed already stay with their units."""
    rules.check_setter(actor, indicator.county_id)
    _lock(indicator)
    now = indicator_leads.standing(indicator, seen_by=actor)
    given = edits.settle(
        indicator,
        indicator_leads.facts(now),
        {"unit": said.unit, "task_force": said.task_force},
        read=read,
        actor=actor,
        verbs=(LEAD,),
    )
    unit, force = given["unit"], given["task_force"]
    _check(said, actor.today, now, force)
    if now is not None and (now.unit, now.task_force) == (unit, force):
        raise Invalid(rules.SAME, {"unit": rules.SAME})
    open_units.hold_open(unit, county_id=indicator.county_id)
    if force is not None:
        open_units.hold_open(force, county_id=indicator.county_id, field="task_force")
    row = _follow(now, indicator, Leading(unit, force, said.from_on, said.basis.strip()), actor)
    audit.record(LEAD, indicator, actor=actor, unit=str(unit))
    return row


@transaction.atomic
def pass_on(lead: IndicatorLead, old: Unit, new: Unit, *, actor: Viewer) -> None:
    """The unit that takes over leads from today on, by the same document."""
    _lock(lead.indicator)
    force = new if lead.task_force_id == old.pk else lead.task_force
    unit = new if lead.unit_id == old.pk else lead.unit
    _follow(lead, lead.indicator, Leading(unit, force, actor.today, lead.basis), actor)
    audit.record("finding.lead_passed", lead.indicator, actor=actor, unit=str(unit))


def _lock(indicator: Indicator) -> None:
    """Two who set at once queue at the indicator."""
    locked = Indicator.objects.select_for_update(no_key=True).filter(pk=indicator.pk)
    locked.values_list("pk").first()


def _follow(
    now: IndicatorLead | None, indicator: Indicator, said: Leading, actor: Viewer
) -> IndicatorLead:
    if now is not None:
        now.until_on = max(said.from_on, now.from_on)
        now.save(update_fields=["until_on"])
    return IndicatorLead.objects.create(
        indicator=indicator,
        unit=said.unit,
        task_force=said.task_force,
        from_on=said.from_on,
        basis=said.basis,
        set_by_id=actor.cadre_id,
        set_at=actor.at,
    )


def _check(said: Leading, today: date, now: IndicatorLead | None, force: Unit | None) -> None:
    text_limits.require(said.basis, "basis", "请写明依据哪份文件。")
    if fault := rules.day_fault(said.from_on, today, now.from_on if now else None):
        raise Invalid(fault, {"from_on": fault})
    if force is not None and force.kind != UnitKind.TASK_FORCE:
        raise Invalid(rules.NOT_A_FORCE, {"task_force": rules.NOT_A_FORCE})
