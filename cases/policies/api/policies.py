"""Policies: read what you may see."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.paging import CursorPages
from cadres.pages.api.views import ApiViewSet
from cases.policies.api.policy_rows import PolicyRow
from cases.policies.selectors import policies
from cases.policies.selectors.known_filters import PolicyQuestion


@extend_schema_view(list=extend_schema(responses=PolicyRow(many=True)))
class PolicyViewSet(ApiViewSet):
    """Hidden and missing policies are both absent (404)."""

    queryset = policies.NONE
    serializer_class = PolicyRow
    pagination_class = CursorPages
    filterset_class = PolicyQuestion
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> Any:
        return policies.rows(seen_by=self.request.viewer).order_by("pk")

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        lines = policies.lines(page, seen_by=request.viewer)
        return self.get_paginated_response(PolicyRow(lines, many=True).data)

    @extend_schema(responses=PolicyRow)
    def retrieve(self, request: Request, pk: str) -> Response:
        row = policies.fetch(int(pk), seen_by=request.viewer)
        (line,) = policies.lines([row], seen_by=request.viewer)
        return Response(PolicyRow(line).data)
