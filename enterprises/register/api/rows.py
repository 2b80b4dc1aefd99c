"""Enterprises and coverage as the API shows them; read only, one loop, no queries."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cadres.pages.api.day_field import DayField
from enterprises.models import Enterprise


class CoveringRow(serializers.Serializer):
    """A member of a team."""

    pk = serializers.IntegerField()
    enterprise_id = serializers.IntegerField()
    cadre_id = serializers.IntegerField(allow_null=True)
    name = serializers.CharField()
    unit_name = serializers.CharField(help_text="当时所在单位")
    part = serializers.CharField(source="part.value")
    part_name = serializers.CharField(source="part.label")
    from_on = DayField()
    to_on = DayField(allow_null=True)


class EnterpriseRow(serializers.Serializer):
    """One line of the register."""

    pk = serializers.IntegerField()
    name = serializers.CharField()
    code = serializers.CharField(help_text="统一社会信用代码")
    county = serializers.CharField()
    township = serializers.CharField()
    industry = serializers.CharField()
    size = serializers.CharField()
    size_name = serializers.CharField(source="size_label")
    is_active = serializers.BooleanField()
    team = CoveringRow(many=True)
    last_contact_on = DayField(allow_null=True)


class ContactRow(serializers.Serializer):
    """A contact; the phone is masked."""

    pk = serializers.IntegerField()
    name = serializers.CharField()
    post = serializers.CharField()
    phone = serializers.CharField(help_text="138****1234")
    is_primary = serializers.BooleanField()


class PhoneRow(serializers.Serializer):
    phone = serializers.CharField(help_text="完整号码；每次查看都有记录")


class VisitDateRow(serializers.Serializer):
    """What everybody of the region may know of a visit."""

    on = DayField()
    units = serializers.ListField(child=serializers.CharField())


class EnterpriseDetail(serializers.Serializer):
    """One enterprise with aliases and its coverage, past and present."""

    pk = serializers.IntegerField()
    name = serializers.CharField()
    code = serializers.CharField()
    county = serializers.CharField(source="county.name")
    township = serializers.CharField(source="township.name", default="")
    industry = serializers.CharField()
    size = serializers.CharField()
    size_name = serializers.CharField(source="get_size_display")
    products = serializers.CharField()
    address = serializers.CharField()
    is_active = serializers.BooleanField()
    last_contact_on = DayField(allow_null=True)
    aliases = serializers.SerializerMethodField()
    team = serializers.SerializerMethodField()

    def get_aliases(self, enterprise: Enterprise) -> list[str]:
        return [alias["name"] for alias in enterprise.known_as]

    @extend_schema_field(CoveringRow(many=True))
    def get_team(self, enterprise: Enterprise) -> list[dict[str, object]]:
        return list(CoveringRow(self.context["history"], many=True).data)
