"""Tickets: read what you may see, change it only by a verb."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.paging import CursorPages
from cadres.pages.api.views import ApiViewSet
from cadres.pages.rules import action_fields
from cadres.pages.selectors.addresses import absolute
from cases.models import Ticket
from cases.tickets.actions import new_tickets
from cases.tickets.api import action_serializers
from cases.tickets.api.action_verbs import add_verbs
from cases.tickets.api.bulk import BulkVerb
from cases.tickets.api.clocks import ClockReading
from cases.tickets.api.ticket_rows import TicketDetail, TicketRow
from cases.tickets.selectors import lookups, tickets
from cases.tickets.selectors.known_filters import TicketQuestion
from cases.tickets.services import actions_with_files, filing
from cases.tickets.services.closing import closing


@extend_schema_view(list=extend_schema(responses=TicketRow(many=True)))
class TicketViewSet(ClockReading, BulkVerb, ApiViewSet):
    """Hidden and missing tickets are both absent (404)."""

    queryset = tickets.NONE
    serializer_class = TicketDetail
    filterset_class = TicketQuestion
    pagination_class = CursorPages
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> Any:
        return tickets.rows(seen_by=self.request.viewer).order_by("-pk")

    def list(self, request: Request) -> Response:
        found = self.filter_queryset(self.get_queryset())
        page = self.paginate_queryset(
            found.values(*tickets.COLUMNS, *found.query.annotation_select)
        )
        lines = tickets.lines_of(page, seen_by=request.viewer)
        return self.get_paginated_response(TicketRow(lines, many=True).data)

    @extend_schema(responses=TicketDetail)
    def retrieve(self, request: Request, pk: str) -> Response:
        return self._shown(self._ticket(pk))

    @extend_schema(request=action_serializers.Filing, responses={201: TicketDetail})
    def create(self, request: Request) -> Response:
        given, viewer = self._given(action_serializers.Filing), request.viewer
        files = given.pop("uploads")
        words = action_fields.found(new_tickets.FILING, given, None, viewer)
        county = lookups.county(given["county"], seen_by=viewer)
        problem = filing.Problem(**words | {"county": county})
        ticket = actions_with_files.file_ticket(problem, actor=viewer, uploads=files)
        shown = TicketDetail(ticket, context={"viewer": viewer})
        return Response(shown.data, status=status.HTTP_201_CREATED)

    @extend_schema(request=action_serializers.Nothing, responses=action_serializers.Link)
    @action(detail=True, methods=["post"])
    def link(self, request: Request, pk: str) -> Response:
        """A one-time link for the enterprise; its address is shown only in this answer."""
        ticket, _ = self._ticket(pk), self._given(action_serializers.Nothing)
        token = closing.issue_link(ticket, actor=request.viewer)
        return Response({"url": absolute(reverse("cases:confirm", args=[token]))})

    def _ticket(self, pk: str) -> Ticket:
        return tickets.fetch(int(pk), seen_by=self.request.viewer)

    def _shown(self, ticket: Ticket) -> Response:
        return Response(TicketDetail(ticket, context={"viewer": self.request.viewer}).data)


add_verbs(TicketViewSet)
