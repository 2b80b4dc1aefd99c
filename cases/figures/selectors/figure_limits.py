"""Which limit of figures holds for whoever looks: the county's own, for several the usual one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cadres.deadlines.rules.limits import LimitKey
from cadres.deadlines.selectors import limits
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.limit_keys import USUALLY


def amount(key: LimitKey, on: date, *, seen_by: Viewer) -> int:
    """Return how many of its unit (tickets, calendar days) the limit grants on the day."""
    return amounts({key: USUALLY[key]}, on, seen_by=seen_by)[key]


def amounts(usually: Mapping[LimitKey, int], on: date, *, seen_by: Viewer) -> dict[LimitKey, int]:
    """Return the same of several limits in one query; `usually` is what holds without a row."""
    counties = seen_by.county_ids or seen_by.home_county_ids
    county = counties[0] if len(counties) == 1 else None
    key = next(iter(usually)) if len(usually) == 1 else None
    return limits.book(on, county, key=key).amounts(usually)
