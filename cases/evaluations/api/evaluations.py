"""效能评价 as data: the same as the page and its workbook; weights may be tried here, too."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.errors import Invalid
from cadres.pages.api.day_field import DayField
from cadres.pages.api.views import ApiView
from cadres.submissions.rules import typed_values
from cases.evaluations.exchange import evaluation_export
from cases.evaluations.rules.schemes import ROWS, Band, Scheme, Subject
from cases.evaluations.selectors import evaluations
from cases.figures.api.definitions import DefinitionName, RateAnswer
from cases.figures.rules.completion import Period

ROWS_BY = [(one.value, one.label) for one in ROWS.values()]


class EvaluationQuestion(serializers.Serializer):
    since = DayField(label="起始日期", help_text="登记日期自")
    until = DayField(label="截止日期", help_text="登记日期至")
    subject = serializers.ChoiceField(Subject.choices, default=Subject.UNIT.value)
    as_of = DayField(required=False, default=None, help_text="按当日情况回看")
    weights = serializers.CharField(
        required=False,
        default="",
        max_length=300,
        help_text="试算的权重，如 satisfaction:30,timely:70；不填为已采用的",
    )


class EvaluationPartAnswer(serializers.Serializer):
    figure = serializers.CharField()
    weight = serializers.IntegerField()
    rate = RateAnswer()
    points = serializers.FloatField(allow_null=True, help_text="件数少的不计分，为 null")


class EvaluationRowAnswer(serializers.Serializer):
    key = serializers.CharField()
    label = serializers.CharField()
    band = serializers.ChoiceField(Band.choices)
    points = serializers.FloatField(allow_null=True)
    rank = serializers.IntegerField(allow_null=True, help_text="采用的方案显示名次时才有")
    counted_weight = serializers.IntegerField(help_text="有数的权重，百分比")
    parts = EvaluationPartAnswer(many=True)


class ToleratedAnswer(serializers.Serializer):
    unit = serializers.CharField()
    excused = serializers.IntegerField(help_text="免责")
    reduced = serializers.IntegerField(help_text="减责")
    revoked = serializers.IntegerField(help_text="认定后又撤销的")


class EvaluationAnswer(serializers.Serializer):
    since = DayField()
    until = DayField()
    as_of = DayField()
    rows_by = serializers.ChoiceField(ROWS_BY)
    scheme = serializers.CharField(help_text="权重从何而来")
    weights = serializers.DictField(child=serializers.IntegerField())
    good_from = serializers.IntegerField()
    fair_from = serializers.IntegerField()
    definitions = DefinitionName(many=True)
    rows = EvaluationRowAnswer(many=True)
    tolerated = ToleratedAnswer(many=True, help_text="容错认定，按单位，不改变得分")


class EvaluationsView(ApiView):
    """Units or townships in bands, by weighed rates of the catalogue; nothing is stored."""

    question = EvaluationQuestion

    @extend_schema(responses=EvaluationAnswer)
    def get(self, request: Request) -> Response:
        asked = self._asked()
        row = evaluations.adopted(seen_by=request.viewer)
        scheme, source = evaluations.scheme_of(row), row.basis if row else ""
        if asked["weights"]:
            scheme, source = _tried(asked["weights"], scheme), evaluation_export.TRIED
        found = evaluations.evaluate(
            scheme,
            Subject(asked["subject"]),
            Period(asked["since"], asked["until"]),
            seen_by=request.viewer,
            as_of=asked["as_of"],
        )
        return Response(evaluation_export.as_data(found, source))


def _tried(written: str, kept: Scheme) -> Scheme:
    """`satisfaction:30,timely:70` with the bands that hold. Raises Invalid."""
    pairs: dict[str, Any] = dict(one.strip().partition(":")[::2] for one in written.split(","))
    numbers = {name: typed_values.number(text) for name, text in pairs.items()}
    if None in numbers.values():
        raise Invalid("weights 写作 satisfaction:30,timely:70，权重为 0 到 100 的整数。")
    weights = {name: number for name, number in numbers.items() if number}
    return Scheme(weights, kept.good, kept.fair, kept.least, kept.has_ranks)
