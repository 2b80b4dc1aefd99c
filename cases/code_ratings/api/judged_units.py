"""What enterprises say of units in sum, as data: the same lines as the page."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.views import ApiView
from cases.code_ratings.selectors import judged_units
from cases.tickets.rules.vocabulary import Satisfaction


class JudgedLineAnswer(serializers.Serializer):
    label = serializers.CharField(help_text="评的是什么：办理态度、办理速度、办理结果、入企")
    told = serializers.IntegerField(help_text="已经汇总的条数")
    levels = serializers.DictField(
        child=serializers.IntegerField(), help_text="五个满意度各几条，非常满意在前"
    )
    tags = serializers.CharField(allow_blank=True, help_text="入企有没有这些情况")


class JudgedUnitAnswer(serializers.Serializer):
    unit_id = serializers.IntegerField()
    unit = serializers.CharField()
    lines = JudgedLineAnswer(many=True)


class JudgedUnitsView(ApiView):
    """企业评价汇总 of this year: told in fives, or once the bulletin over those days is sealed."""

    @extend_schema(responses=JudgedUnitAnswer(many=True))
    def get(self, request: Request) -> Response:
        found = [
            {
                "unit_id": one.unit.pk,
                "unit": one.unit.name,
                "lines": [
                    {
                        "label": line.label,
                        "told": line.told,
                        "levels": dict(zip(Satisfaction.values, line.counts, strict=True)),
                        "tags": line.tags,
                    }
                    for line in one.lines
                ],
            }
            for one in judged_units.rows(seen_by=request.viewer)
        ]
        return Response(JudgedUnitAnswer(found, many=True).data)
