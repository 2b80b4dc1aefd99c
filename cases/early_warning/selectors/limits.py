"""What the limits of early warning are in a county on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from cadres.deadlines.rules.limits import LimitKey
from cadres.deadlines.selectors import limits
from cadres.viewers.rules.viewer import Viewer
from cases.early_warning.rules.limit_keys import REQUESTS_REQUIRED, USUALLY

Amounts = Mapping[LimitKey, int]


def of(county_id: int, on: date, *, seen_by: Viewer) -> Amounts:
    """Return the amount of each limit; the usual one where the county has set none."""
    return limits.book(on, county_id).amounts(USUALLY)


def share(amounts: Amounts, key: LimitKey) -> Fraction:
    """Return a limit in per cent as a share of one."""
    return Fraction(amounts[key], 100)


def are_requests_required(county_id: int, on: date, *, seen_by: Viewer) -> bool:
    """Is a result refused while a numbered request is not ticked?"""
    return limits.book(on, county_id, key=REQUESTS_REQUIRED).get(REQUESTS_REQUIRED) is not None
