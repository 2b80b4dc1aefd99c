"""How a county writes the numbers of its tickets."""

from __future__ import annotations

from cadres.errors import Absent, NotPermitted
from cadres.models import Region
from cadres.viewers.rules.viewer import Viewer

SETTERS = "这项由助企办主任设置。"


def settable(county_id: int, *, seen_by: Viewer) -> Region:
    """Return the county whose pattern the viewer may set."""
    if county_id not in seen_by.county_ids:
        raise Absent("没有这个县。")
    if county_id not in seen_by.office_head_county_ids:
        raise NotPermitted(SETTERS)
    return Region.objects.get(pk=county_id)


def facts(county: Region) -> dict[str, str]:
    return {"number_pattern": county.number_pattern}


def about(county_id: int) -> str:
    return f"number_pattern:{county_id}"
