"""The clocks of a ticket as data: why each ends on its day, and how it stood on a past day."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.api.day_field import DayField
from cases.selectors import clock_page
from cases.selectors.clock_page import ClockLine


class PastDay(serializers.Serializer):
    on = DayField(help_text="按这一天结束时的情况")


class ClockReading:
    """Read-only addresses of a ticket's clocks, for the viewset of tickets."""

    @extend_schema(responses=OpenApiTypes.OBJECT)
    @action(detail=True, methods=["get"])
    def clocks(self, request: Request, pk: str) -> Response:
        """For each clock, day by day, why it ends on that day."""
        ticket = self._ticket(pk)
        return Response(
            [_clock(line) for line in clock_page.explain(ticket, seen_by=request.viewer)]
        )

    @extend_schema(parameters=[PastDay], responses=OpenApiTypes.OBJECT)
    @action(detail=True, methods=["get"], url_path="as-of")
    def as_of(self, request: Request, pk: str) -> Response:
        """State, holder, outcome and running clocks at the end of a past day."""
        asked = PastDay(data=request.query_params)
        asked.is_valid(raise_exception=True)
        on = asked.validated_data["on"]
        past = clock_page.as_of(self._ticket(pk), on, seen_by=request.viewer)
        return Response(
            {
                "on": past.on,
                "state": past.state,
                "unit": past.unit,
                "round": past.round,
                "due_on": past.due_on,
                "promised_on": past.promised_on,
                "approved_on": past.approved_on,
                "outcome": past.outcome,
                "last_at": past.last_at,
                "clocks": [_clock(line) for line in past.clocks],
            }
        )


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
        "days": [
            {"day": day.day, "is_counted": day.is_counted, "reason": day.reason} for day in why.days
        ],
    }
