"""What the comparisons of stored and rebuilt dates found; for whoever keeps the system."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet
from django.urls import reverse

from cadres.notifications.selectors.notices import Key, Message
from cadres.people.rules import administration
from cadres.viewers.rules.viewer import Viewer
from cases.models import ClockCheck

KIND = "clocks_differ"


def rows(*, seen_by: Viewer) -> QuerySet[ClockCheck]:
    """Return the comparisons, the newest first."""
    administration.check_administers(seen_by)
    return ClockCheck.objects.order_by("-pk")


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Word the alarm of a night that found something."""
    if not administration.administers(reader):
        return {}
    wanted = ClockCheck.objects.filter(pk__in=owed[KIND])
    return {
        (KIND, check.pk): Message(
            "时限核对发现不一致",
            f"核对 {check.tickets} 张工单，{check.differences} 处日期与台账不一致，请核实后更正。",
            reverse("cases:clock-checks"),
        )
        for check in wanted
    }
