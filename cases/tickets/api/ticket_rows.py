"""Tickets as the API shows them; read only, one loop, no queries."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cadres.pages.api.day_field import DayField
from cadres.pages.selectors.addresses import absolute
from cadres.submissions.api import edits
from cases.models import (
    Adoption,
    Application,
    Attachment,
    Category,
    ContactAttempt,
    Measure,
    Objection,
    Round,
    Share,
    Ticket,
    TicketEvent,
)
from cases.tickets.api.unit_draft_rows import DraftRow
from cases.tickets.rules.clocks import binding
from cases.tickets.rules.workflow import State
from cases.tickets.selectors import promised_feedback, tickets
from cases.tickets.selectors.applications import applications, unit_drafts
from cases.tickets.selectors.closing import contact_attempts, signature_digests
from cases.tickets.selectors.handling import staffing
from cases.tickets.selectors.page import page_parts


class LightRow(serializers.Serializer):
    word = serializers.CharField()
    tone = serializers.CharField()
    rest = serializers.CharField()


BINDS = (
    "同时有两个日期时以之为准的一个，和另一个：首轮以先到的为准，重新办理时以本单位的为准；"
    "只有一个日期时为空"
)


class BindingRow(serializers.Serializer):
    """Two days: the one that counts, and the other."""

    name = serializers.CharField(
        help_text="以哪个为准：对企业承诺、承办时限、审核期限或决定受理期限"
    )
    on = DayField(help_text="以这一天为准")
    other = serializers.CharField(help_text="另一个是什么")
    other_on = DayField()


class TicketRow(serializers.Serializer):
    """One line of a list."""

    pk = serializers.IntegerField()
    number = serializers.CharField()
    title = serializers.CharField()
    state = serializers.CharField(source="state.value")
    state_name = serializers.CharField(source="state.label")
    round = serializers.IntegerField()
    enterprise_id = serializers.IntegerField(allow_null=True)
    who = serializers.CharField(help_text="企业，或诉求人")
    unit = serializers.CharField()
    handler = serializers.CharField(help_text="经办人")
    township = serializers.CharField()
    category = serializers.CharField()
    source = serializers.CharField()
    source_number = serializers.CharField(help_text="来源编号（热线、留言板等的编号）")
    handling_class = serializers.CharField()
    filed_on = DayField()
    due_on = DayField()
    promised_on = DayField(help_text="原承诺时限")
    is_due_provisional = serializers.BooleanField()
    light = LightRow(allow_null=True)
    waits = serializers.CharField(help_text="等待谁做什么")
    outcome = serializers.CharField(help_text="办理结果")
    binds = BindingRow(allow_null=True, help_text=BINDS)
    outer_number = serializers.CharField(help_text="外部编号")
    updated_at = serializers.DateTimeField(help_text="最近一次改动")


class MeasureRow(serializers.ModelSerializer):
    read = serializers.SerializerMethodField(help_text=edits.SHOWN)

    class Meta:
        model = Measure
        fields = [
            *("pk", "round", "text", "owner_name", "due_on", "next_feedback_on", "done_on"),
            *("evidence", "read"),
        ]
        read_only_fields = fields

    def get_read(self, measure: Measure) -> str:
        return str(promised_feedback.read(measure, seen_by=self.context["viewer"]))


class ShareRow(serializers.ModelSerializer):
    unit = serializers.CharField(source="unit.name", read_only=True)
    kind_name = serializers.CharField(source="get_kind_display", read_only=True)

    class Meta:
        model = Share
        fields = [
            *("pk", "unit_id", "unit", "kind", "kind_name", "task", "asked_at", "accepted_at"),
            *("due_on", "answer", "answered_at", "ended_at", "ended_why"),
        ]
        read_only_fields = fields


class ObjectionRow(serializers.ModelSerializer):
    unit = serializers.CharField(source="unit.name", read_only=True)

    class Meta:
        model = Objection
        fields = [
            *("filed_at", "unit_id", "unit", "reason", "proposed_unit_id", "is_taken"),
            *("decided_at", "decided_unit_id"),
        ]
        read_only_fields = fields


class RoundRow(serializers.ModelSerializer):
    """A round of a ticket that was handled more than once."""

    unit = serializers.CharField(source="unit.name", default="", read_only=True)
    outcome_name = serializers.CharField(source="get_outcome_display", read_only=True)

    class Meta:
        model = Round
        fields = [
            *("number", "cause", "reason", "unit", "began_on", "ended_on", "due_on"),
            *("result", "outcome", "outcome_name", "approved_on", "answer"),
        ]
        read_only_fields = fields


class AdoptionRow(serializers.ModelSerializer):
    """What became of a suggestion (金点子), once a round."""

    adopted_name = serializers.CharField(source="get_adopted_display", read_only=True)
    unit = serializers.CharField(source="unit.name", read_only=True)

    class Meta:
        model = Adoption
        fields = ["round", "adopted", "adopted_name", "unit", "document", "reason", "in_use_on"]
        read_only_fields = fields


class AttemptRow(serializers.ModelSerializer):
    """Somebody tried to reach the enterprise, in vain (联系未果)."""

    means_name = serializers.CharField(source="get_means_display", read_only=True)
    made_by = serializers.CharField(source="made_by.name", read_only=True)

    class Meta:
        model = ContactAttempt
        fields = ["made_at", "made_by", "means", "means_name", "note", "round"]
        read_only_fields = fields


class EventRow(serializers.ModelSerializer):
    action_name = serializers.CharField(source="get_action_display", read_only=True)
    state_name = serializers.CharField(source="get_state_display", read_only=True)

    class Meta:
        model = TicketEvent
        fields = ["at", "action", "action_name", "actor_name", "note", "state", "state_name"]
        read_only_fields = fields


class AttachmentRow(serializers.ModelSerializer):
    """A file; its addresses ask who looks, as the pages do."""

    file = serializers.SerializerMethodField(help_text="下载地址，带同一个会话去取")
    small = serializers.SerializerMethodField(help_text="缩略图地址；没有缩略图则为空")

    class Meta:
        model = Attachment
        fields = [
            *("pk", "name", "size", "digest", "uploaded_at", "measure_id", "share_id"),
            *("file", "small"),
        ]
        read_only_fields = fields

    def get_file(self, attachment: Attachment) -> str:
        return absolute(reverse("cases:attachment", args=[attachment.pk]))

    def get_small(self, attachment: Attachment) -> str:
        if not attachment.thumbnail:
            return ""
        return absolute(reverse("cases:attachment-small", args=[attachment.pk]))


class CategoryRow(serializers.ModelSerializer):
    class Meta:
        model = Category
        fields = ["pk", "name", "handling_class"]
        read_only_fields = fields


class ApplicationRow(serializers.ModelSerializer):
    """One application of a ticket, with its decision."""

    kind_name = serializers.CharField(source="get_kind_display", read_only=True)
    state_name = serializers.CharField(source="get_state_display", read_only=True)
    warning = serializers.SerializerMethodField(
        help_text="审批前须知：延期到的日期已经过去时在这里说明；没有则为空"
    )

    class Meta:
        model = Application
        fields = [
            *("kind", "kind_name", "state", "state_name", "round", "reason", "tried", "proposal"),
            *("days", "until_on", "owner", "ground", "level", "digest", "asked_at", "due_on"),
            *("raised_on", "decided_at", "decision", "told_at", "told_how", "returned_at"),
            *("answer", "warning"),
        ]
        read_only_fields = fields

    def get_warning(self, application: Application) -> str:
        return applications.warning(application, seen_by=self.context["viewer"])


class TicketDetail(serializers.ModelSerializer):
    """One ticket; phones never, ratings only through their own address."""

    state_name = serializers.CharField(source="get_state_display", read_only=True)
    category = serializers.CharField(source="category.name", read_only=True)
    enterprise = serializers.CharField(source="enterprise.name", default="", read_only=True)
    unit = serializers.CharField(source="unit.name", default="", read_only=True)
    township = serializers.CharField(source="township.name", default="", read_only=True)
    outcome_name = serializers.CharField(source="get_outcome_display", read_only=True)
    rounds = RoundRow(many=True, read_only=True)
    adoptions = AdoptionRow(many=True, read_only=True)
    merged_into = serializers.CharField(source="merged_into.number", default="", read_only=True)
    topic = serializers.CharField(source="topic.title", default="", read_only=True)
    measures = MeasureRow(many=True, read_only=True)
    events = EventRow(many=True, read_only=True)
    attachments = AttachmentRow(many=True, read_only=True)
    handler = serializers.CharField(source="handler.name", default="", read_only=True)
    shares = ShareRow(many=True, read_only=True)
    objections = ObjectionRow(many=True, read_only=True)
    applications = ApplicationRow(many=True, read_only=True)
    contact_attempts = AttemptRow(many=True, read_only=True)
    contact_rest = serializers.SerializerMethodField(
        help_text="列为联系不上以前还缺什么；不在待确认的为空"
    )
    content_digest = serializers.SerializerMethodField(
        help_text="办理结果、举措和附件的摘要；审核通过（approve）时带上，内容已变则拒绝"
    )

    drafts = serializers.SerializerMethodField(
        help_text="本单位待负责人签发、退回修改的稿子；外单位看不到，为空"
    )
    read = serializers.SerializerMethodField(help_text=edits.SHOWN)
    binds = serializers.SerializerMethodField(help_text=BINDS)
    unit_can_act = serializers.SerializerMethodField(
        help_text="承办单位是否有经办人员；没有的，交办和催办没有人收到"
    )
    supervision_digest = serializers.SerializerMethodField(
        help_text="等待回复的督办的摘要；回复（reply）时带上，有变则拒绝"
    )

    class Meta:
        model = Ticket
        fields = [
            *("pk", "number", "title", "description", "state", "state_name", "round"),
            *("enterprise_id", "enterprise", "applicant_name", "category", "source", "township"),
            *("unit_id", "unit", "co_unit_ids", "handling_class", "filed_on", "due_on"),
            *("is_due_provisional", "unit_due_on", "step_due_on", "dispatched_on", "accepted_on"),
            *("result", "approved_on", "closed_on", "answer", "outcome", "outcome_name"),
            *("plan_owner", "plan_due_on", "legal_channel", "outer_number", "rounds"),
            "adoptions",
            *("measures", "events", "attachments"),
            *("handler_id", "handler", "raised_on", "raised_why", "shares", "objections"),
            *("merged_into", "topic"),
            *("promised_on", "applications", "content_digest", "read"),
            *("supervision_digest", "unit_can_act", "binds", "drafts"),
            *("contact_attempts", "contact_rest"),
        ]
        read_only_fields = fields

    def get_contact_rest(self, ticket: Ticket) -> str:
        if ticket.state != State.UNCONFIRMED:
            return ""
        return contact_attempts.rest(ticket, seen_by=self.context["viewer"])

    def get_supervision_digest(self, ticket: Ticket) -> str:
        return page_parts.digest("supervision", ticket, seen_by=self.context["viewer"])

    @extend_schema_field(BindingRow(allow_null=True))
    def get_binds(self, ticket: Ticket) -> dict[str, Any] | None:
        found = binding.of_ticket(ticket)
        return BindingRow(found).data if found else None

    @extend_schema_field(DraftRow(many=True))
    def get_drafts(self, ticket: Ticket) -> Any:
        found = unit_drafts.of_ticket(ticket, seen_by=self.context["viewer"])
        return DraftRow(found, many=True).data

    def get_unit_can_act(self, ticket: Ticket) -> bool | None:
        """None before a unit has it."""
        if ticket.unit_id is None:
            return None
        acting = staffing.can_act([ticket.unit_id], seen_by=self.context["viewer"])
        return ticket.unit_id in acting

    def get_read(self, ticket: Ticket) -> str:
        return str(tickets.read(ticket, seen_by=self.context["viewer"]))

    def get_content_digest(self, ticket: Ticket) -> str:
        return signature_digests.digest(ticket)
