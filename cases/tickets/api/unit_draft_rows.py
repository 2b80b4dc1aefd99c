"""Drafts of a unit (待签发) as the API shows them; to the unit alone."""

from __future__ import annotations

from rest_framework import serializers

from cadres.pages.api.day_field import DayField


class DraftLine(serializers.Serializer):
    label = serializers.CharField()
    words = serializers.CharField()


class DraftRow(serializers.Serializer):
    """One thing the unit is to say: the words, where it stands, and who signed it."""

    kind = serializers.CharField(source="kind.value")
    kind_name = serializers.CharField(source="kind.label")
    state = serializers.CharField(source="state.value")
    state_name = serializers.CharField(source="state.label")
    lines = DraftLine(many=True, source="said")
    digest = serializers.CharField(help_text="签发、退回修改、撤回、修改时带上")
    drafted_by = serializers.CharField()
    drafted_at = serializers.DateTimeField()
    sign_by = DayField(allow_null=True, help_text="最迟签发日期；没有的为空")
    signed_by = serializers.CharField(help_text="签发或退回修改的负责人")
    ended_at = serializers.DateTimeField(allow_null=True)
    note = serializers.CharField(help_text="退回修改的意见，或失效的原因")
