"""What the limits of proposals are in a county on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cadres.deadlines.rules.limits import LimitKey
from cadres.deadlines.selectors import limits
from cadres.viewers.rules.viewer import Viewer
from cases.proposals.rules.limit_keys import USUALLY


def of(county_id: int, on: date, *, seen_by: Viewer) -> Mapping[LimitKey, int]:
    """Return the amount of each limit; the usual one where the county has set none."""
    return limits.book(on, county_id).amounts(USUALLY)
