"""Bulletins as data: the list of a year, and one with its figures, as its page shows them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.day_field import DayField
from cadres.pages.api.views import ApiView
from cases.bulletins.exchange import bulletin_data
from cases.bulletins.rules.cards import Colour
from cases.bulletins.rules.kinds import BulletinKind, BulletinState, Copy
from cases.bulletins.selectors import bulletins


class BulletinQuestion(serializers.Serializer):
    year = serializers.IntegerField(
        min_value=1900, max_value=2199, label="年份", help_text="截止日期所在的年份"
    )
    kind = serializers.ChoiceField(BulletinKind.choices, required=False)


class CopyQuestion(serializers.Serializer):
    copy = serializers.ChoiceField(
        Copy.choices, required=False, help_text="不写时，看得到全县的得内部件，其他人得公开件"
    )


class BulletinRow(serializers.Serializer):
    pk = serializers.IntegerField()
    kind = serializers.ChoiceField(BulletinKind.choices)
    number = serializers.CharField(allow_blank=True, help_text="封存时才有")
    title = serializers.CharField()
    state = serializers.ChoiceField(BulletinState.choices)
    since = DayField()
    cutoff_on = DayField()
    corrects = serializers.IntegerField(source="corrects_id", allow_null=True)
    sealed_at = serializers.DateTimeField(allow_null=True)
    content_digest = serializers.CharField(allow_blank=True)


class BulletinDefinition(serializers.Serializer):
    name = serializers.CharField()
    label = serializers.CharField()
    version = serializers.IntegerField()


class BulletinLine(serializers.Serializer):
    key = serializers.CharField(allow_blank=True)
    label = serializers.CharField()
    figures = serializers.DictField(help_text="按口径的名称；比率有分子、分母和值，不公布的是空")


class BulletinTable(serializers.Serializer):
    name = serializers.CharField()
    title = serializers.CharField()
    rows_by = serializers.CharField()
    until = DayField()
    definitions = BulletinDefinition(many=True)
    rows = BulletinLine(many=True)
    total = BulletinLine()

    def get_fields(self) -> dict[str, serializers.Field]:
        """`from` and `to` are the words that go out; the first is no name in Python."""
        fields = super().get_fields()
        until = fields.pop("until")
        return {"from": DayField(), "to": until, **fields}


class BulletinCard(serializers.Serializer):
    unit = serializers.IntegerField()
    label = serializers.CharField()
    colour = serializers.ChoiceField(Colour.choices)
    overdue = serializers.IntegerField()


class BulletinTask(serializers.Serializer):
    table = serializers.CharField(help_text="所在的表：tasks_last 或 tasks_next")
    kind = serializers.CharField()
    text = serializers.CharField()
    unit = serializers.CharField()
    owner = serializers.CharField()
    due_on = DayField()
    state = serializers.CharField()
    result = serializers.CharField(allow_blank=True)


class BulletinAnswer(BulletinRow):
    copy = serializers.ChoiceField(
        Copy.choices, help_text="公开件不写不足 5 件的数和能推算出来的数"
    )
    body = serializers.CharField()
    reason = serializers.CharField(allow_blank=True, help_text="更正原因")
    tables = BulletinTable(many=True)
    cards = BulletinCard(many=True, help_text="亮牌的责任单位")
    tasks = BulletinTask(many=True, help_text="双清单的任务")
    checkpoint = serializers.CharField(allow_blank=True, help_text="检查点文件")


class BulletinsView(ApiView):
    """The bulletins of a year that the reader may see, the newest first."""

    question = BulletinQuestion

    @extend_schema(responses=BulletinRow(many=True), operation_id="bulletins_of_a_year")
    def get(self, request: Request) -> Response:
        asked = self._asked()
        found = bulletins.narrowed(
            bulletins.rows(seen_by=request.viewer), asked.get("kind", ""), str(asked["year"])
        )
        return Response(BulletinRow(bulletins.listed(found), many=True).data)


class BulletinView(ApiView):
    """One bulletin: hidden and missing are both absent (404)."""

    question = CopyQuestion

    @extend_schema(responses=BulletinAnswer)
    def get(self, request: Request, pk: int) -> Response:
        row = bulletins.fetch(pk, seen_by=request.viewer)
        figures = bulletins.copy_of(row, self._asked().get("copy", ""), seen_by=request.viewer)
        told: dict[str, Any] = dict(BulletinRow(row).data)
        told |= {"body": row.body, "reason": row.reason, "checkpoint": row.checkpoint}
        told |= {"copy": Copy.PUBLISHED if figures.is_published else Copy.WHOLE}
        told |= {"cards": bulletin_data.cards(figures), "tasks": bulletin_data.tasks(figures)}
        return Response(told | {"tables": bulletin_data.tables(figures)})
