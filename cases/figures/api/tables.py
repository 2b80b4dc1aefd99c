"""Tables of figures as data: the same as the page 指标统计 and its workbook."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.errors import Invalid
from cadres.pages.api.day_field import DayField
from cadres.pages.api.views import ApiView
from cases.figures.api.definitions import DefinitionName
from cases.figures.exchange import tables_export
from cases.figures.rules import cross_tables as rules
from cases.figures.rules.completion import Period
from cases.figures.rules.cross_tables import CROSSED, TABLES, Ask, Dimension
from cases.figures.rules.definitions import catalogue
from cases.figures.rules.definitions.entries import Group
from cases.figures.selectors import figure_tables
from cases.figures.selectors.sources import source as sources
from cases.tickets.rules.clocks.binding_days import Whose

GROUPS = (*TABLES, *(source.group for source in sources.every()))


class TableQuestion(serializers.Serializer):
    since = DayField(label="起始日期", help_text="登记日期自")
    until = DayField(label="截止日期", help_text="登记日期至")
    rows = serializers.ChoiceField(Dimension.choices, default=Dimension.UNIT.value)
    across = serializers.ChoiceField(
        Dimension.choices, required=False, default=None, help_text="与另一项交叉；须同时给出 figure"
    )
    group = serializers.ChoiceField(
        [(group.value, group.label) for group in GROUPS], default=Group.STANDING.value
    )
    figure = serializers.ChoiceField(
        list(catalogue.headings(*CROSSED)), required=False, default=None, help_text="交叉的指标"
    )
    as_of = DayField(required=False, default=None, help_text="按当日情况回看")
    own = serializers.BooleanField(default=False, help_text="只看本人包联的企业")


class ColumnAnswer(serializers.Serializer):
    key = serializers.CharField(allow_blank=True)
    label = serializers.CharField()
    figures = serializers.DictField(help_text="按口径的名称；比率有分子、分母和值")


class LineAnswer(ColumnAnswer):
    columns = ColumnAnswer(many=True)


class TableAnswer(serializers.Serializer):
    to = DayField()
    as_of = DayField()
    rows_by = serializers.ChoiceField(Dimension.choices)
    columns_by = serializers.ChoiceField([("", ""), *Dimension.choices])
    clock = serializers.ChoiceField(Whose.choices, help_text="按谁的时限统计")
    definitions = DefinitionName(many=True, help_text="各数按哪一版口径统计")
    rows = LineAnswer(many=True)
    total = LineAnswer()

    def get_fields(self) -> dict[str, serializers.Field]:
        """`from` is the word that goes out; it is no name in Python."""
        return {"from": DayField(), **super().get_fields()}


class TablesView(ApiView):
    """Figures of the catalogue by one dimension, or one of them crossed by two."""

    question = TableQuestion

    @extend_schema(responses=TableAnswer)
    def get(self, request: Request) -> Response:
        asked = self._asked()
        if bool(asked["across"]) != bool(asked["figure"]) or asked["across"] == asked["rows"]:
            raise Invalid("交叉统计须同时给出 across 和 figure，且 across 与 rows 不同。")
        group = Group(asked["group"])
        ask = Ask(
            Period(asked["since"], asked["until"]),
            Dimension(asked["rows"]),
            Dimension(asked["across"]) if asked["across"] else None,
            asked["as_of"],
            asked["own"],
            with_carried=not asked["across"] and rules.with_carried(group),
        )
        names = (asked["figure"],) if asked["figure"] else figure_tables.columns(group)
        table = figure_tables.table(ask, names, seen_by=request.viewer)
        return Response(tables_export.as_data(table))
