"""What a deed on a ticket takes; the services say whether it may be done."""

from __future__ import annotations

from rest_framework import serializers

from cadres.api.day_field import DayField
from cadres.api.edits import ReadField
from cadres.api.files import UploadsField
from cadres.rules import texts
from cases.rules.handling import Answer, Satisfaction, Source


class Nothing(serializers.Serializer):
    """A deed that takes nothing more."""


class Reason(serializers.Serializer):
    reason = serializers.CharField(max_length=texts.SENTENCES)


class Note(serializers.Serializer):
    note = serializers.CharField(max_length=texts.SENTENCES)


class Signature(serializers.Serializer):
    digest = serializers.CharField(
        max_length=texts.DIGEST, help_text="所看到内容的 content_digest；内容已变则拒绝（409）"
    )
    note = serializers.CharField(
        required=False, allow_blank=True, max_length=texts.SENTENCES, default=""
    )


class SendingBack(serializers.Serializer):
    digest = serializers.CharField(
        max_length=texts.DIGEST, help_text="所看到内容的 content_digest；内容已变则拒绝（409）"
    )
    reason = serializers.CharField(max_length=texts.SENTENCES)


class Filing(serializers.Serializer):
    category = serializers.IntegerField(help_text="问题类别，见 /api/v1/categories/")
    description = serializers.CharField(max_length=texts.SENTENCES)
    source = serializers.ChoiceField(Source.choices)
    enterprise = serializers.IntegerField(required=False, allow_null=True, default=None)
    title = serializers.CharField(
        required=False, allow_blank=True, max_length=texts.TITLE, default=""
    )
    visit = serializers.IntegerField(required=False, allow_null=True, default=None)
    county = serializers.IntegerField(required=False, allow_null=True, default=None)
    applicant_name = serializers.CharField(
        required=False, allow_blank=True, max_length=texts.NAME, default=""
    )
    applicant_phone = serializers.CharField(
        required=False, allow_blank=True, max_length=texts.PHONE, default=""
    )
    filed_on = DayField(required=False, allow_null=True, default=None)
    uploads = UploadsField()


class Correction(serializers.Serializer):
    read = ReadField()
    reason = serializers.CharField(max_length=texts.SENTENCES)
    category = serializers.IntegerField()
    title = serializers.CharField(max_length=texts.TITLE)
    description = serializers.CharField(max_length=texts.SENTENCES)
    uploads = UploadsField()


class EnterpriseCorrection(serializers.Serializer):
    read = ReadField()
    enterprise = serializers.IntegerField(help_text="正确的企业，须在本县名录里")
    reason = serializers.CharField(max_length=texts.SENTENCES)


class NewMeasure(serializers.Serializer):
    text = serializers.CharField(max_length=texts.TASK)
    owner_name = serializers.CharField(max_length=texts.NAME)
    due_on = DayField(required=False, allow_null=True, default=None)
    next_feedback_on = DayField(
        required=False, allow_null=True, default=None, help_text="约定的下次反馈日期"
    )
    uploads = UploadsField()


class Evidence(serializers.Serializer):
    evidence = serializers.CharField(max_length=texts.SENTENCES)
    uploads = UploadsField()


class CallBack(serializers.Serializer):
    answer = serializers.ChoiceField(Answer.choices)
    remains = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=texts.SENTENCES,
        default="",
        help_text="还有什么没有解决；部分解决时必填，承办单位会看到",
    )
    satisfaction = serializers.ChoiceField(
        Satisfaction.choices, required=False, allow_blank=True, default=""
    )
    comment = serializers.CharField(
        required=False, allow_blank=True, max_length=texts.SENTENCES, default=""
    )
    uploads = UploadsField()


class Link(serializers.Serializer):
    url = serializers.CharField(help_text="一次性确认链接，只在这里出现一次")
