"""The register: read what you may see; phones masked, one number at a time on the record."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.paging import CursorPages
from cadres.pages.api.views import ApiViewSet
from enterprises.models import Enterprise
from enterprises.register.api.rows import (
    ContactRow,
    CoveringRow,
    EnterpriseDetail,
    EnterpriseRow,
    PhoneRow,
    VisitDateRow,
)
from enterprises.register.selectors import assignments, contacts, enterprises, known_visits
from enterprises.register.selectors.known_filters import AssignmentQuestion, EnterpriseQuestion
from enterprises.register.services.contacts import reveal_phone


@extend_schema_view(list=extend_schema(responses=EnterpriseRow(many=True)))
class EnterpriseViewSet(ApiViewSet):
    """Hidden and missing enterprises are both absent (404)."""

    queryset = enterprises.NONE
    serializer_class = EnterpriseDetail
    filterset_class = EnterpriseQuestion
    pagination_class = CursorPages
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> Any:
        return enterprises.rows(seen_by=self.request.viewer).order_by("pk")

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        lines = enterprises.lines(page, seen_by=request.viewer)
        return self.get_paginated_response(EnterpriseRow(lines, many=True).data)

    @extend_schema(responses=EnterpriseDetail)
    def retrieve(self, request: Request, pk: str) -> Response:
        enterprise = self._enterprise(pk)
        more = {"history": assignments.history(enterprise, seen_by=request.viewer)}
        return Response(EnterpriseDetail(enterprise, context=more).data)

    @extend_schema(responses=ContactRow(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def contacts(self, request: Request, pk: str) -> Response:
        lines = contacts.lines(self._enterprise(pk), seen_by=request.viewer)
        return Response(ContactRow(lines, many=True).data)

    @extend_schema(responses=VisitDateRow(many=True), filters=False)
    @action(detail=True, pagination_class=None, url_path="visit-dates")
    def visit_dates(self, request: Request, pk: str) -> Response:
        found = known_visits.dates(self._enterprise(pk), seen_by=request.viewer)
        return Response(VisitDateRow(found, many=True).data)

    def _enterprise(self, pk: str) -> Enterprise:
        return enterprises.fetch(int(pk), seen_by=self.request.viewer)


class ContactViewSet(ApiViewSet):
    """One action only: the whole number."""

    queryset = contacts.NONE
    serializer_class = PhoneRow
    lookup_value_regex = "[0-9]+"

    @extend_schema(request=None, responses=PhoneRow)
    @action(detail=True, methods=["post"])
    def reveal(self, request: Request, pk: str) -> Response:
        contact = contacts.fetch(int(pk), seen_by=request.viewer)
        phone = reveal_phone(contact, actor=request.viewer)
        return Response({"phone": phone}, headers={"Cache-Control": "no-store"})


@extend_schema_view(list=extend_schema(responses=CoveringRow(many=True)))
class AssignmentViewSet(ApiViewSet):
    """Who covers, covered and will cover what; `on` asks for one day."""

    queryset = assignments.NONE
    serializer_class = CoveringRow
    filterset_class = AssignmentQuestion
    pagination_class = CursorPages

    def get_queryset(self) -> Any:
        return assignments.rows(seen_by=self.request.viewer).order_by("-pk")

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        lines = assignments.lines(page, seen_by=request.viewer)
        return self.get_paginated_response(CoveringRow(lines, many=True).data)
