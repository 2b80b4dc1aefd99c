"""What filing a ticket takes, and making a link: the two that are no action on a page."""

from __future__ import annotations

from rest_framework import serializers

from cadres.files.api.files import UploadsField
from cadres.pages.api.day_field import DayField
from cadres.submissions.rules import text_limits
from cases.tickets.rules.vocabulary import Source


class Nothing(serializers.Serializer):
    """An action that takes nothing more."""


class Filing(serializers.Serializer):
    category = serializers.IntegerField(help_text="问题类别，见 /api/v1/categories/")
    description = serializers.CharField(max_length=text_limits.SENTENCES)
    source = serializers.ChoiceField(Source.choices)
    enterprise = serializers.IntegerField(required=False, allow_null=True, default=None)
    title = serializers.CharField(
        required=False, allow_blank=True, max_length=text_limits.TITLE, default=""
    )
    visit = serializers.IntegerField(required=False, allow_null=True, default=None)
    county = serializers.IntegerField(required=False, allow_null=True, default=None)
    applicant_name = serializers.CharField(
        required=False, allow_blank=True, max_length=text_limits.NAME, default=""
    )
    applicant_phone = serializers.CharField(
        required=False, allow_blank=True, max_length=text_limits.PHONE, default=""
    )
    filed_on = DayField(required=False, allow_null=True, default=None)
    uploads = UploadsField()


class Link(serializers.Serializer):
    url = serializers.CharField(help_text="一次性确认链接，只在这里出现一次")
