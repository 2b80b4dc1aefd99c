"""Visits: read in full what you may, write one down; the services say whether."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.paging import CursorPages
from cadres.pages.api.views import ApiViewSet
from enterprises.register.selectors import enterprises
from enterprises.register.selectors.known_filters import VisitQuestion
from enterprises.visits.api.rows import NewVisit, VisitRow
from enterprises.visits.selectors import visits
from enterprises.visits.services.visits import Call, log_visit


@extend_schema_view(list=extend_schema(responses=VisitRow(many=True)))
class VisitViewSet(ApiViewSet):
    """Hidden and missing visits are both absent (404)."""

    queryset = visits.NONE
    serializer_class = VisitRow
    filterset_class = VisitQuestion
    pagination_class = CursorPages
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> Any:
        return visits.rows(seen_by=self.request.viewer).order_by("-pk")

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(VisitRow(page, many=True).data)

    @extend_schema(responses=VisitRow)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(VisitRow(visits.fetch(int(pk), seen_by=request.viewer)).data)

    @extend_schema(request=NewVisit, responses={201: VisitRow})
    def create(self, request: Request) -> Response:
        named = self._given(NewVisit)
        enterprise = enterprises.fetch(named.pop("enterprise"), seen_by=request.viewer)
        call = Call(cadre_ids=tuple(named.pop("cadres")), **named)
        visit = log_visit(enterprise, call, actor=request.viewer)
        return Response(VisitRow(visit).data, status=status.HTTP_201_CREATED)
