"""Which county a page of the campaign office shows to somebody who may be of several."""

from __future__ import annotations

from cadres.errors import Absent, NotPermitted
from cadres.viewers.rules.viewer import Viewer


def chosen(asked: int | None, *, seen_by: Viewer, refusal: str) -> int:
    """Return the county that was asked for, or the first one in whose office the viewer is.

    Raises `NotPermitted` with the sentence for whoever is of no office, `Absent` for every other
    county.
    """
    if not seen_by.is_office:
        raise NotPermitted(refusal)
    counties = seen_by.office_county_ids
    wanted = asked if asked is not None else next(iter(counties), None)
    if wanted is None or wanted not in counties:
        raise Absent("没有这个县区。")
    return wanted
