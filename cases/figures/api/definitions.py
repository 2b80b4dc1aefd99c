"""The metric catalogue as data: what each figure counts, over what, in which version."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.day_field import DayField
from cadres.pages.api.views import ApiView
from cases.figures.exchange import tables_export
from cases.figures.rules.definitions import catalogue


class RateAnswer(serializers.Serializer):
    numerator = serializers.IntegerField()
    denominator = serializers.IntegerField()
    value = serializers.FloatField(allow_null=True, help_text="0 到 1；分母为零时为 null")


class DefinitionName(serializers.Serializer):
    name = serializers.CharField()
    label = serializers.CharField()
    version = serializers.IntegerField()


class DefinitionAnswer(DefinitionName):
    counts = serializers.CharField(help_text="统计什么；比率为分子 ÷ 分母")
    note = serializers.CharField(allow_blank=True)
    until = serializers.CharField(help_text="截至")
    leaves_out = serializers.CharField(help_text="不计入")
    unit = serializers.CharField(help_text="计量")
    since = DayField(help_text="自何时起")
    basis = serializers.CharField(help_text="依据")


class DefinitionsView(ApiView):
    """Every figure of the site, as the page 口径 says it."""

    @extend_schema(responses=DefinitionAnswer(many=True))
    def get(self, request: Request) -> Response:
        said = [tables_export.said(entry) for entry in catalogue.every()]
        return Response(DefinitionAnswer(said, many=True).data)
