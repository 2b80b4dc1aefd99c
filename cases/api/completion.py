"""The completion report as data: the same figures as the page."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cadres.api.day_field import DayField
from cases.exchange import completion_out
from cases.rules.completion import By, Period
from cases.selectors import completion, disputes
from cases.selectors.completion import Question


class CompletionQuestion(serializers.Serializer):
    since = DayField(help_text="登记日期自")
    until = DayField(help_text="登记日期至")
    by = serializers.ChoiceField(By.choices, default=By.UNIT.value)
    as_of = DayField(required=False, default=None, help_text="按当日情况回看")
    own = serializers.BooleanField(default=False, help_text="只看本人包联的企业")


class CompletionView(APIView):
    """按时办结率 = 按时办结 ÷（已办结 + 在办已超期）; a rate of nothing is null."""

    @extend_schema(parameters=[CompletionQuestion], responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        given = CompletionQuestion(data=request.query_params)
        given.is_valid(raise_exception=True)
        asked = given.validated_data
        question = Question(
            Period(asked["since"], asked["until"]), By(asked["by"]), asked["as_of"], asked["own"]
        )
        report = completion.report(question, seen_by=request.viewer)
        disputed = disputes.of(question, seen_by=request.viewer)
        lost = completion_out.disputes_as_data(disputed)
        return Response(completion_out.as_data(report) | {"disputes": lost})
