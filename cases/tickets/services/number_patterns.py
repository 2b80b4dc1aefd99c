"""The head of the office sets how the county writes the numbers of its tickets."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import NotPermitted
from cadres.models import Region
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.rules import numbering
from cases.tickets.selectors import number_patterns


@transaction.atomic
def set_pattern(county_id: int, *, actor: Viewer, read: Read, number_pattern: str) -> Region:
    """From the next ticket on; those that have a number keep it, and are found by either."""
    if county_id not in actor.office_head_county_ids:
        raise NotPermitted(number_patterns.SETTERS)
    county = Region.objects.select_for_update(no_key=True).get(pk=county_id)
    given = edits.settle(
        county,
        number_patterns.facts(county),
        {"number_pattern": number_pattern.strip()},
        read=read,
        actor=actor,
        verbs=("ticket.set_pattern",),
        about=number_patterns.about(county_id),
    )
    if given["number_pattern"]:
        numbering.check_pattern(given["number_pattern"])
    county.number_pattern = given["number_pattern"]
    county.save(update_fields=["number_pattern"])
    audit.record("ticket.set_pattern", county, actor=actor, pattern=county.number_pattern)
    return county
