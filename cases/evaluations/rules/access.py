"""Who reads evaluations, and who adopts a scheme."""

from __future__ import annotations

from cadres.errors import NotPermitted
from cadres.viewers.rules.viewer import Viewer

READERS = "效能评价按县进行，由本县县领导、县助企办和督查员查看。"
ADOPTED_BY = "权重由县助企办主任采用。"


def county_of(viewer: Viewer) -> int:
    """Return the county whose units the viewer compares. Raises NotPermitted."""
    if len(viewer.county_ids) != 1:
        raise NotPermitted(READERS)
    return viewer.county_ids[0]


def may_adopt(viewer: Viewer, county_id: int) -> bool:
    return county_id in viewer.office_head_county_ids


def check_may_adopt(viewer: Viewer, county_id: int) -> None:
    """Raise NotPermitted for whoever does not head the county's campaign office."""
    if not may_adopt(viewer, county_id):
        raise NotPermitted(ADOPTED_BY)
