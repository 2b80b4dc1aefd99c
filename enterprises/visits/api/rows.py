"""Visits as the API shows and takes them; one loop, no queries."""

from __future__ import annotations

from rest_framework import serializers

from cadres.pages.api.day_field import DayField
from cadres.pages.api.id_field import IdField
from enterprises.models import Manner, Purpose
from enterprises.visits.services.visits import LONGEST_SUMMARY


class MemberRow(serializers.Serializer):
    cadre_id = serializers.IntegerField()
    name = serializers.CharField(source="cadre.name")
    unit_name = serializers.CharField(source="unit.name", default="", help_text="当日所在单位")


class VisitRow(serializers.Serializer):
    """One visit, in full."""

    pk = serializers.IntegerField()
    enterprise_id = serializers.IntegerField()
    enterprise = serializers.CharField(source="enterprise.name")
    manner = serializers.CharField()
    manner_name = serializers.CharField(source="get_manner_display")
    purpose = serializers.CharField()
    purpose_name = serializers.CharField(source="get_purpose_display")
    visited_on = DayField()
    service_day_id = serializers.IntegerField(allow_null=True, help_text="所属企业服务日")
    summary = serializers.CharField()
    members = MemberRow(many=True, source="members.all")


class NewVisit(serializers.Serializer):
    """What is written down; nobody named means the one who writes."""

    enterprise = IdField(label="企业")
    manner = serializers.ChoiceField(Manner.choices, label="方式")
    purpose = serializers.ChoiceField(Purpose.choices, label="目的")
    visited_on = DayField(label="日期")
    summary = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_SUMMARY, default=""
    )
    service_day = serializers.IntegerField(
        required=False, allow_null=True, default=None, help_text="当天的企业服务日，没有可不填"
    )
    cadres = serializers.ListField(child=serializers.IntegerField(), required=False, default=list)
