"""The organ of a reader's own side as it stands on its letters."""

from __future__ import annotations

from typing import Any

from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cadres.viewers.rules.viewer import Viewer
from cases.leads.keys.selectors import seats
from cases.leads.procedure.models.people import Office
from cases.leads.procedure.rules import organs
from cases.leads.vault.rules.reader import Reader

FACTS = ("name", "desk", "contact", "series")


def own(*, seen_by: Reader) -> Office:
    return Office.objects.get(county_id=seen_by.county_id, side=seen_by.side)


def usual(viewer: Viewer) -> str:
    """The organ whose name a founding page begins with; "" for whoever founds nothing."""
    may = seats.may_found(viewer)
    return organs.usual(may[1], seats.county_name(may[0])) if may else ""


def facts(office: Office) -> dict[str, Any]:
    return {name: getattr(office, name) for name in FACTS}


def read_letterhead(*, seen_by: Reader) -> Read:
    """What a page that sets it reads of it now."""
    office = own(seen_by=seen_by)
    return edits.read(edits.about(office), facts(office), seen_by=seen_by.viewer)


def names(county_id: int, *, seen_by: Reader) -> dict[str, str]:
    """Which organ stands for each side of the county."""
    found = Office.objects.filter(county_id=county_id).values_list("side", "name")
    return dict(found)
