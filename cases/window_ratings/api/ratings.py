"""Ratings of windows: read what you may see."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.paging import CursorPages
from cadres.pages.api.views import ApiViewSet
from cases.window_ratings.api.rating_rows import RatingRow
from cases.window_ratings.selectors import ratings
from cases.window_ratings.selectors.known_filters import RatingQuestion


@extend_schema_view(list=extend_schema(responses=RatingRow(many=True)))
class RatingViewSet(ApiViewSet):
    """Hidden and missing ratings are both absent (404); no answer says who gave one."""

    queryset = ratings.NONE
    serializer_class = RatingRow
    pagination_class = CursorPages
    filterset_class = RatingQuestion
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> Any:
        return ratings.listed(ratings.rows(seen_by=self.request.viewer)).order_by("pk")

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        lines = ratings.lines(page, seen_by=request.viewer)
        return self.get_paginated_response(RatingRow(lines, many=True).data)

    @extend_schema(responses=RatingRow)
    def retrieve(self, request: Request, pk: str) -> Response:
        row = ratings.fetch(int(pk), seen_by=request.viewer)
        found = self.get_queryset().filter(pk=row.pk)
        (line,) = ratings.lines(found, seen_by=request.viewer)
        return Response(RatingRow(line).data)
