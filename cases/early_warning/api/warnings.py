"""Early warnings and flags as data: each kind with its rule, its hit rate and its sentences."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.views import ApiView
from cadres.submissions.rules import typed_values
from cases.early_warning.selectors import warnings
from cases.early_warning.selectors.warnings import KindPart

COUNTY = OpenApiParameter("county", OpenApiTypes.INT, description="县区；不填为本人所在助企办的")


class HitRateAnswer(serializers.Serializer):
    """Of what was warned of and is known, how many came true; beside those not warned of."""

    warned = serializers.IntegerField(help_text="过去提示过的")
    judged = serializers.IntegerField(help_text="其中已有结论的")
    hits = serializers.IntegerField(help_text="其中应验的")
    others = serializers.IntegerField(help_text="没有提示而已有结论的")
    other_hits = serializers.IntegerField(help_text="其中也发生的")


class WarningLineAnswer(serializers.Serializer):
    sentence = serializers.CharField(help_text="为什么提示")
    ticket_id = serializers.IntegerField(allow_null=True)
    number = serializers.CharField(allow_blank=True, help_text="工单编号；不是一张工单的为空")


class WarningKindAnswer(serializers.Serializer):
    name = serializers.CharField()
    label = serializers.CharField()
    rule = serializers.CharField(help_text="按什么规则提示")
    hit = serializers.CharField(help_text="什么算应验")
    hit_rate = HitRateAnswer(allow_null=True)
    lines = WarningLineAnswer(many=True)


class WarningsAnswer(serializers.Serializer):
    warnings = WarningKindAnswer(many=True)
    flags = WarningKindAnswer(many=True)


class WarningsView(ApiView):
    """What the page 预警 shows, for the campaign office."""

    @extend_schema(parameters=[COUNTY], responses=WarningsAnswer)
    def get(self, request: Request) -> Response:
        asked = typed_values.number(request.GET.get("county", ""))
        county = warnings.county_of(asked, seen_by=request.viewer)
        found = {
            "warnings": _said(warnings.warnings(county, seen_by=request.viewer)),
            "flags": _said(warnings.flags(county, seen_by=request.viewer)),
        }
        return Response(WarningsAnswer(found).data)


def _said(parts: list[KindPart]) -> list[dict[str, object]]:
    return [
        {
            "name": part.kind.value,
            "label": part.label,
            "rule": part.rule,
            "hit": part.hit,
            "hit_rate": part.rate,
            "lines": part.lines,
        }
        for part in parts
    ]
