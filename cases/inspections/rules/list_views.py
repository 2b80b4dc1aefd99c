"""The tabs of the list of 明察暗访."""

from __future__ import annotations

from django.db.models import Q, TextChoices

from cases.inspections.rules.inspections import InspectionState


class Tab(TextChoices):
    OPEN = "open", "跟踪中"
    CLOSED = "closed", "已销号"
    ALL = "all", "全部"


TABS: dict[str, Q] = {
    Tab.OPEN: Q(state=InspectionState.OPEN),
    Tab.CLOSED: Q(state=InspectionState.CLOSED),
    Tab.ALL: Q(),
}
