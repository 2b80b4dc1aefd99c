"""Where figures are to be found, for whoever asked for a period that holds none."""

from __future__ import annotations

from datetime import date

from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules import periods
from cases.figures.rules.completion import Period
from cases.figures.selectors import cohorts


def of(as_of: date | None = None, *, is_own: bool = False, seen_by: Viewer) -> Period | None:
    """Return the calendar year in which the newest ticket that counts was filed, None without any.

    `as_of` is the day that is looked at, today where it is not given; `is_own` keeps to the
    enterprises that the viewer covers.
    """
    until = as_of or seen_by.today
    filed = cohorts.filed_tickets(is_own=is_own, seen_by=seen_by).filter(filed_on__lte=until)
    counted = cohorts.standing(filed, None).order_by("-filed_on", "-pk")
    newest = counted.values_list("filed_on", flat=True).first()
    return periods.year_of(newest, until) if newest else None
