"""What actions on several tickets, and on topics, take; what comes back from them."""

from __future__ import annotations

from dataclasses import replace

from rest_framework import serializers

from cadres.pages.api.action_fields import serializer_of
from cadres.pages.api.day_field import DayField
from cadres.pages.rules.action_fields import Choice, Field, Row, Rows
from cadres.submissions.rules import text_limits
from cases.models import Topic, TopicNote
from cases.tickets.actions.base import registry
from cases.tickets.rules.bulk import LONGEST, BulkDeed
from cases.topics.rules import topics

WAYS = {action.bulk.deed: action.bulk for action in registry.all_actions() if action.bulk}


def _any_of_them() -> list[Field]:
    """The words of all of them, each once; none of them has to be said."""
    words = {one.name: one for way in WAYS.values() for one in way.fields}
    return [
        replace(one, is_needed=False, is_left_out=isinstance(one, Row | Rows))
        for one in words.values()
    ]


Bulk = serializer_of(
    "Bulk",
    (
        Choice("deed", choices=BulkDeed.choices),
        Rows("ids", most=LONGEST),
        *_any_of_them(),
    ),
    "Each deed takes its own words; the others are left alone.",
)


class ResultRow(serializers.Serializer):
    """What came of one ticket; `code` is empty where it was done."""

    id = serializers.IntegerField(source="pk")
    number = serializers.CharField()
    is_done = serializers.BooleanField()
    code = serializers.CharField(help_text="absent、wrong_state、not_permitted、invalid、conflict")
    message = serializers.CharField()


class NewTopic(serializers.Serializer):
    title = serializers.CharField(max_length=text_limits.TITLE)
    description = serializers.CharField(max_length=text_limits.SENTENCES)
    unit = serializers.IntegerField()
    owner_name = serializers.CharField(max_length=text_limits.NAME)
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
