"""Tasks of the double list as the API shows them."""

from __future__ import annotations

from rest_framework import serializers

from cadres.pages.api.day_field import DayField


class TaskRow(serializers.Serializer):
    """One row of a week's list; the ticket's number only for whoever sees the ticket."""

    pk = serializers.IntegerField(source="row.pk")
    week_on = DayField(source="row.week_on", help_text="所在周的周一")
    kind = serializers.CharField(source="row.kind")
    kind_name = serializers.CharField(source="row.get_kind_display")
    text = serializers.CharField(source="row.text")
    unit_id = serializers.IntegerField(source="row.unit_id")
    unit = serializers.CharField(source="row.unit.name")
    owner_name = serializers.CharField(source="row.owner_name")
    due_on = DayField(source="row.due_on")
    state = serializers.CharField(source="row.state")
    state_name = serializers.CharField(source="row.get_state_display")
    done_on = DayField(source="row.done_on", allow_null=True)
    words = serializers.CharField(help_text="完成情况、结转原因、退回原因或撤销原因")
    came_from = DayField(allow_null=True, help_text="由哪一周结转（周一）")
    goes_to = DayField(allow_null=True, help_text="结转到哪一周（周一）")
    is_late = serializers.BooleanField(help_text="过了完成时限还没有填报")
    ticket_number = serializers.CharField(allow_blank=True)
