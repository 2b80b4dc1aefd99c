"""How right the models of a county were, as data: what the page 建议准确率 shows."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.day_field import DayField
from cadres.pages.api.views import ApiView
from cadres.submissions.rules import typed_values
from cases.proposals.selectors import accuracy
from cases.proposals.selectors.accuracy import Part

COUNTY = OpenApiParameter("county", OpenApiTypes.INT, description="县区；不填为本人所在助企办的")


class AccuracyAnswer(serializers.Serializer):
    """Counted on the newest fifth, which the model had not seen."""

    judged = serializers.IntegerField(help_text="在多少件工单上测过")
    first = serializers.IntegerField(help_text="其中首选正确的")
    three = serializers.IntegerField(help_text="其中三个之内有正确的")
    sure = serializers.IntegerField(help_text="其中把握足够、会预填的")
    sure_right = serializers.IntegerField(help_text="预填而正确的")


class ProposalModelAnswer(serializers.Serializer):
    target = serializers.CharField()
    label = serializers.CharField()
    trained_at = serializers.DateTimeField(
        allow_null=True, help_text="什么时候学的；空为还没有学过"
    )
    tickets = serializers.IntegerField(help_text="用了多少件办结的工单")
    first_on = DayField(allow_null=True)
    last_on = DayField(allow_null=True)
    labels = serializers.IntegerField(help_text="学会多少个单位或类别；0 为件数不够，没有学")
    percent = serializers.IntegerField(help_text="把握达到百分之几预填")
    fills_in = serializers.BooleanField(help_text="现在预填不预填")
    accuracy = AccuracyAnswer(allow_null=True)


class ProposalAccuracyAnswer(serializers.Serializer):
    least = serializers.IntegerField(help_text="满多少件才学")
    percent = serializers.IntegerField(help_text="把握达到百分之几预填")
    models = ProposalModelAnswer(many=True)


class ProposalAccuracyView(ApiView):
    """What the page 建议准确率 shows, for the campaign office."""

    @extend_schema(parameters=[COUNTY], responses=ProposalAccuracyAnswer)
    def get(self, request: Request) -> Response:
        asked = typed_values.number(request.GET.get("county", ""))
        county = accuracy.county_of(asked, seen_by=request.viewer)
        limits = accuracy.limits_of(county, seen_by=request.viewer)
        parts = accuracy.of_county(county, seen_by=request.viewer)
        found = {
            "least": limits.least,
            "percent": limits.percent,
            "models": [_said(one) for one in parts],
        }
        return Response(ProposalAccuracyAnswer(found).data)


def _said(part: Part) -> dict[str, object]:
    columns = ("trained_at", "tickets", "first_on", "last_on", "labels", "percent", "fills_in")
    told = {name: getattr(part, name) for name in columns}
    is_learnt = part.accuracy is not None and part.labels
    return {
        "target": part.target.value,
        "label": part.target.label,
        "accuracy": part.accuracy if is_learnt else None,
        **told,
    }
