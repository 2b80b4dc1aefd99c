"""Working days: on which day a term ends, and why."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.deadlines.selectors import calendar
from cadres.pages.api.day_field import DayField
from cadres.pages.api.views import ApiView


class DueQuestion(serializers.Serializer):
    start = DayField(label="起算日", help_text="起算日，当日不计入")
    working_days = serializers.IntegerField(min_value=0, max_value=1000, label="工作日天数")


class DueDay(serializers.Serializer):
    day = DayField()
    is_counted = serializers.BooleanField()
    reason = serializers.CharField()


class DueAnswer(serializers.Serializer):
    on = DayField()
    is_provisional = serializers.BooleanField(help_text="跨入日历未发布的年份，暂按推算")
    days = DueDay(many=True)


class DueView(ApiView):
    """The last day of a term of working days, explained day by day (民法典 §201)."""

    question = DueQuestion

    @extend_schema(responses=DueAnswer)
    def get(self, request: Request) -> Response:
        asked = self._asked()
        start, days = asked["start"], calendar.work_calendar()
        on = days.add_working_days(start, asked["working_days"])
        answer = {
            "on": on,
            "is_provisional": days.is_provisional(start, on),
            "days": days.explain(start, on),
        }
        return Response(DueAnswer(answer).data)
