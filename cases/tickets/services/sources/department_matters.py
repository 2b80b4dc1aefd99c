"""The head of the office sets which classes of problems a department must do."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import NotPermitted
from cadres.models import Region
from cadres.submissions.rules import text_limits
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Category, DepartmentMatters
from cases.tickets.selectors.handling import department_matters
from cases.tickets.selectors.sources.sources import SETTERS

SET = "department_matters.set"


@transaction.atomic
def set_department_matters(
    county: Region, *, actor: Viewer, read: Read, categories: list[Category], basis: str
) -> DepartmentMatters:
    """Who dispatches one of these to a township is warned from now on, with the rule."""
    if county.pk not in actor.office_head_county_ids:
        raise NotPermitted(SETTERS)
    text_limits.require(basis, "basis", "请填写依据文件的名称和文号。")
    county = Region.objects.select_for_update(no_key=True).get(pk=county.pk)
    row = DepartmentMatters.objects.filter(county=county).first()
    given = edits.settle(
        row or DepartmentMatters(),
        department_matters.facts(county, seen_by=actor),
        {"category_ids": sorted(one.pk for one in categories), "basis": basis.strip()},
        read=read,
        actor=actor,
        verbs=(SET,),
        about=department_matters.about(county.pk),
    )
    by = {"set_at": actor.at, "set_by_id": actor.cadre_id}
    row, _ = DepartmentMatters.objects.update_or_create(county=county, defaults={**given, **by})
    audit.record(SET, row, actor=actor, basis=row.basis)
    return row
