"""The clocks of a ticket as data: why each ends on its day, and how it stood on a past day."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.deadlines.api.due import DueDay
from cadres.pages.api.day_field import DayField
from cases.tickets.selectors.clocks import clock_page
from cases.tickets.selectors.clocks.clock_page import ClockLine


class PastDay(serializers.Serializer):
    on = DayField(label="日期", help_text="按这一天结束时的情况")


class ClockRow(serializers.Serializer):
    """One clock of a ticket, explained day by day."""

    kind = serializers.CharField()
    label = serializers.CharField()
    unit = serializers.CharField()
    since = DayField()
    due_on = DayField()
    due_at = serializers.DateTimeField(allow_null=True, help_text="按小时计的期限的时刻")
    original_due_on = DayField()
    is_provisional = serializers.BooleanField()
    is_running = serializers.BooleanField()
    is_paused = serializers.BooleanField()
    limit = serializers.CharField()
    basis = serializers.CharField()
    calendar_version = serializers.IntegerField()
    days = DueDay(many=True)


class PastTicket(serializers.Serializer):
    """A ticket at the end of a past day."""

    on = DayField()
    state = serializers.CharField()
    unit = serializers.CharField()
    round = serializers.IntegerField()
    due_on = DayField()
    promised_on = DayField(allow_null=True)
    approved_on = DayField(allow_null=True)
    outcome = serializers.CharField()
    last_at = serializers.DateTimeField(help_text="最近一步的时刻")
    clocks = ClockRow(many=True)


class ClockReading:
    """Read-only addresses of a ticket's clocks, for the viewset of tickets."""

    @extend_schema(responses=ClockRow(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def clocks(self, request: Request, pk: str) -> Response:
        """For each clock, day by day, why it ends on that day."""
        ticket = self._ticket(pk)
        lines = clock_page.explain(ticket, seen_by=request.viewer)
        return Response(ClockRow([_clock(line) for line in lines], many=True).data)

    @extend_schema(responses=PastTicket)
    @action(detail=True, methods=["get"], url_path="as-of", question=PastDay)
    def as_of(self, request: Request, pk: str) -> Response:
        """State, holder, outcome and running clocks at the end of a past day."""
        ticket, on = self._ticket(pk), self._asked()["on"]
        past = clock_page.as_of(ticket, on, seen_by=request.viewer)
        clocks = {"clocks": [_clock(line) for line in past.clocks]}
        shown = {name: getattr(past, name) for name in PastTicket().fields if name not in clocks}
        return Response(PastTicket(shown | clocks).data)


def _clock(line: ClockLine) -> dict[str, Any]:
    why, run = line.explanation, line.explanation.run
    return {
        "kind": line.kind,
        "label": line.label,
        "unit": line.unit,
        "since": why.since,
        "due_on": why.due.on,
        "due_at": why.due.at,
        "original_due_on": why.original.on,
        "is_provisional": why.due.is_provisional,
        "is_running": run.is_running,
        "is_paused": why.is_paused,
        "limit": str(run.limit) if run.limit else "",
        "basis": run.limit.basis if run.limit else "",
        "calendar_version": run.calendar,
        "days": why.days,
    }
