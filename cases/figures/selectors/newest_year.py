"""Where figures are to be found, for whoever asked for a period that holds none."""

from __future__ import annotations

from datetime import date

from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules import periods
from cases.figures.rules.completion import Period
from cases.models import Ticket
from cases.tickets.rules.workflow import NOT_COUNTED


def of(as_of: date | None = None, *, is_own: bool = False, seen_by: Viewer) -> Period | None:
    """Return the calendar year in which the newest ticket that counts was filed, None without any.

    `as_of` is the day that is looked at, today where it is not given; `is_own` keeps to the
    enterprises that the viewer covers.
    """
    until = as_of or seen_by.today
    filed = Ticket.objects.visible_to(seen_by).filter(filed_on__lte=until)
    if is_own:
        filed = filed.filter(enterprise_id__any_of=seen_by.enterprise_ids)
    counted = filed.exclude(state__in=sorted(NOT_COUNTED)).order_by("-filed_on", "-pk")
    newest = counted.values_list("filed_on", flat=True).first()
    return periods.year_of(newest, until) if newest else None
