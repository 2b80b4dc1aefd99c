"""Sources of matters that can be chosen."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin
from rest_framework.response import Response

from cadres.pages.api.views import ApiViewSet
from cases.models import TicketSource
from cases.tickets.selectors.sources import sources


class TicketSourceRow(serializers.Serializer):
    code = serializers.CharField(help_text="登记问题、筛选工单时用")
    name = serializers.CharField()
    kind = serializers.CharField(source="kind.value")
    kind_name = serializers.CharField(source="kind.label", help_text="统计时算作哪一类")
    is_for_people = serializers.BooleanField(help_text="群众诉求也用")
    number = serializers.CharField(help_text="may 有的填写、must 必须填写、none 没有编号")
    shape = serializers.CharField(help_text="编号样子，# 是一位数字")
    handling_class = serializers.CharField(help_text="按哪类时限承诺；空为按问题类别")


class TicketSourceViewSet(ListModelMixin, ApiViewSet):
    """Those from which the caller may file, in the order of the forms."""

    queryset = TicketSource.objects.none()
    serializer_class = TicketSourceRow
    pagination_class = None
    filter_backends = ()

    def list(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        found = sources.offered(seen_by=request.viewer)
        return Response(self.get_serializer(found, many=True).data)
