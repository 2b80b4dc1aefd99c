"""Ratings of windows as the API shows them; who gave one is in no answer."""

from __future__ import annotations

from rest_framework import serializers

from cadres.pages.api.day_field import DayField


class RatingRow(serializers.Serializer):
    """One rating, with its loop where it is bad and the reader may know how it stands."""

    pk = serializers.IntegerField(source="row.pk")
    number = serializers.CharField(source="row.number")
    source = serializers.CharField(source="row.source")
    unit_id = serializers.IntegerField(source="row.unit_id")
    unit = serializers.CharField(source="row.unit.name")
    window = serializers.CharField(source="row.window")
    matter = serializers.CharField(source="row.matter")
    level = serializers.CharField(source="row.level")
    level_name = serializers.CharField(source="row.get_level_display")
    served_on = DayField(source="row.served_on")
    rated_on = DayField(source="row.rated_on", allow_null=True)
    words = serializers.CharField(help_text="评价内容；其中的电话只留首尾")
    state = serializers.CharField(source="case.state", allow_null=True, default=None)
    state_name = serializers.CharField(
        source="case.get_state_display", allow_null=True, default=None
    )
    demand = serializers.CharField(source="case.demand", allow_blank=True, default="")
    stage = serializers.CharField(source="clock.stage", allow_null=True, default=None)
    due_on = DayField(
        source="clock.due_on", allow_null=True, default=None, help_text="当前环节的到期日"
    )
    published_on = DayField(source="case.published_on", allow_null=True, default=None)
