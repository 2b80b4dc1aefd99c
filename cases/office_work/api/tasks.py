"""Tasks of the double list: read what you may see."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.paging import CursorPages
from cadres.pages.api.views import ApiViewSet
from cases.office_work.api.task_rows import TaskRow
from cases.office_work.selectors import tasks
from cases.office_work.selectors.known_filters import TaskQuestion


@extend_schema_view(list=extend_schema(responses=TaskRow(many=True)))
class TaskViewSet(ApiViewSet):
    """Hidden and missing tasks are both absent (404)."""

    queryset = tasks.NONE
    serializer_class = TaskRow
    pagination_class = CursorPages
    filterset_class = TaskQuestion
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> Any:
        return tasks.rows(seen_by=self.request.viewer).order_by("pk")

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        lines = tasks.lines(page, seen_by=request.viewer)
        return self.get_paginated_response(TaskRow(lines, many=True).data)

    @extend_schema(responses=TaskRow)
    def retrieve(self, request: Request, pk: str) -> Response:
        row = tasks.fetch(int(pk), seen_by=request.viewer)
        (line,) = tasks.lines([row], seen_by=request.viewer)
        return Response(TaskRow(line).data)
