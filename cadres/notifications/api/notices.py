"""One's own notices (消息)."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.notifications.selectors import notices
from cadres.notifications.services.notices import mark_read
from cadres.pages.api.views import ApiView


class NoticeRow(serializers.Serializer):
    pk = serializers.IntegerField()
    at = serializers.DateTimeField()
    is_read = serializers.BooleanField()
    title = serializers.CharField(source="message.title")
    text = serializers.CharField(source="message.text")
    url = serializers.CharField(source="message.url")


class MarkRead(serializers.Serializer):
    pks = serializers.ListField(
        child=serializers.IntegerField(), required=False, help_text="不填则全部标为已读"
    )


class Marked(serializers.Serializer):
    changed = serializers.IntegerField()


class NoticesView(ApiView):
    """The newest notices whose thing may still be seen."""

    @extend_schema(responses=NoticeRow(many=True), operation_id="notices_list")
    def get(self, request: Request) -> Response:
        return Response(NoticeRow(notices.lines(seen_by=request.viewer), many=True).data)

    @extend_schema(request=MarkRead, responses=Marked, operation_id="notices_mark_read")
    def post(self, request: Request) -> Response:
        changed = mark_read(self._given(MarkRead).get("pks"), actor=request.viewer)
        return Response({"changed": changed})
