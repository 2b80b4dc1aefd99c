"""Topics as the API shows them, and what it takes where one is opened."""

from __future__ import annotations

from rest_framework import serializers

from cadres.pages.api.day_field import DayField
from cadres.pages.api.id_field import IdField
from cadres.submissions.rules import text_limits
from cases.models import Topic, TopicNote
from cases.topics.rules import topics


class NewTopic(serializers.Serializer):
    title = serializers.CharField(max_length=text_limits.TITLE, label="专题名称")
    description = serializers.CharField(max_length=text_limits.SENTENCES, label="共性问题")
    unit = IdField(label="牵头单位")
    owner_name = serializers.CharField(max_length=text_limits.NAME, label="责任人")
    county = serializers.IntegerField(required=False, allow_null=True, default=None)


class TopicRow(serializers.Serializer):
    """One line of a list; both counts are of tickets that the reader may see."""

    pk = serializers.IntegerField()
    title = serializers.CharField()
    unit = serializers.CharField()
    owner_name = serializers.CharField()
    state = serializers.CharField(source="state.value")
    state_name = serializers.CharField(source="state.label")
    opened_on = DayField()
    due_on = DayField()
    closed_on = DayField(allow_null=True)
    light = serializers.CharField(source="light.words")
    count = serializers.IntegerField()
    open_count = serializers.IntegerField()


class TopicNoteRow(serializers.ModelSerializer):
    deed_name = serializers.CharField(source="get_deed_display", read_only=True)

    class Meta:
        model = TopicNote
        fields = ["at", "deed", "deed_name", "actor_name", "unit_name", "text"]
        read_only_fields = fields


class TopicDetail(serializers.ModelSerializer):
    unit = serializers.CharField(source="unit.name", read_only=True)
    notes = TopicNoteRow(many=True, read_only=True)
    content_digest = serializers.SerializerMethodField(
        help_text="问题、责任人和结果的摘要；确认销号或退回时带上，内容已变则拒绝"
    )

    class Meta:
        model = Topic
        fields = [
            *("pk", "title", "description", "unit_id", "unit", "owner_name", "opened_on"),
            *("due_on", "is_due_provisional", "basis", "result", "resolved_on", "closed_on"),
            *("notes", "content_digest"),
        ]
        read_only_fields = fields

    def get_content_digest(self, topic: Topic) -> str:
        return topics.signed_digest(topic)
