"""Policies as the API shows them."""

from __future__ import annotations

from rest_framework import serializers

from cadres.pages.api.day_field import DayField


class PolicyConditionRow(serializers.Serializer):
    """The enterprise's own value is one of these; townships stand by their name."""

    label = serializers.CharField()
    words = serializers.CharField()


class PolicyRow(serializers.Serializer):
    """One policy: what it says, for whom, until when, and where it is applied for."""

    pk = serializers.IntegerField(source="row.pk")
    title = serializers.CharField(source="row.title")
    issuer = serializers.CharField(source="row.issuer")
    document_number = serializers.CharField(source="row.document_number", allow_blank=True)
    text = serializers.CharField(source="row.text")
    valid_from = DayField(source="row.valid_from", allow_null=True)
    valid_to = DayField(source="row.valid_to", allow_null=True)
    unit_id = serializers.IntegerField(source="row.unit_id")
    unit = serializers.CharField(source="row.unit.name")
    apply_at = serializers.CharField(source="row.apply_at", allow_blank=True)
    is_automatic = serializers.BooleanField(source="row.is_automatic", help_text="免申即享")
    outer_id = serializers.CharField(source="row.outer_id", allow_blank=True)
    standing = serializers.CharField(source="state", help_text="ahead、in_force、over、void")
    standing_name = serializers.CharField(source="state.label")
    conditions = PolicyConditionRow(source="named_conditions", many=True)
