"""One figure in three periods as data: the same as the page 指标统计 and its workbook."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.day_field import DayField
from cadres.pages.api.views import ApiView
from cases.figures.api.definitions import DefinitionName
from cases.figures.exchange import comparison_export
from cases.figures.rules.completion import Period
from cases.figures.rules.cross_tables import IN_TIME, Ask, Dimension
from cases.figures.rules.definitions import catalogue
from cases.figures.selectors import comparisons, figure_tables
from cases.tickets.rules.clocks.binding_days import Whose

# What follows in time stands beside what was before it already.
COMPARABLE = [(one.value, one.label) for one in Dimension if one not in IN_TIME]

FIGURES = list(catalogue.headings(*figure_tables.comparable()))


class ComparisonQuestion(serializers.Serializer):
    since = DayField(label="起始日期", help_text="登记日期自")
    until = DayField(label="截止日期", help_text="登记日期至")
    figure = serializers.ChoiceField(
        list(catalogue.headings(*figure_tables.comparable())),
        label="比较的指标",
        help_text="比较的指标",
    )
    rows = serializers.ChoiceField(COMPARABLE, default=Dimension.UNIT.value)
    as_of = DayField(required=False, default=None, help_text="按当日情况回看")
    own = serializers.BooleanField(default=False, help_text="只看本人包联的企业")


class ComparedPeriod(serializers.Serializer):
    label = serializers.CharField()
    since = DayField()
    until = DayField()
    as_of = DayField(help_text="各期按同样天数以后的情况")


class ComparedLine(serializers.Serializer):
    key = serializers.CharField(allow_blank=True)
    label = serializers.CharField()
    now = serializers.JSONField(help_text="件数，或比率的分子、分母和值，或用时")
    before = serializers.JSONField()
    year_earlier = serializers.JSONField()
    change = serializers.CharField(help_text="比上期，用文字；件数少的不比较")
    change_in_a_year = serializers.CharField(help_text="比上年同期，用文字")


class ComparisonAnswer(serializers.Serializer):
    rows_by = serializers.ChoiceField(COMPARABLE)
    clock = serializers.ChoiceField(Whose.choices, help_text="按谁的时限统计")
    definition = DefinitionName(help_text="按哪一版口径统计")
    periods = ComparedPeriod(many=True)
    compared_at_least = serializers.IntegerField(help_text="比率至少几件才作比较")
    rows = ComparedLine(many=True)
    total = ComparedLine()


class ComparisonView(ApiView):
    """A figure of the catalogue beside the period before and the same of last year."""

    question = ComparisonQuestion

    @extend_schema(responses=ComparisonAnswer)
    def get(self, request: Request) -> Response:
        asked = self._asked()
        ask = Ask(
            Period(asked["since"], asked["until"]),
            Dimension(asked["rows"]),
            as_of=asked["as_of"],
            is_own=asked["own"],
        )
        found = comparisons.table(ask, asked["figure"], seen_by=request.viewer)
        return Response(comparison_export.as_data(found))
