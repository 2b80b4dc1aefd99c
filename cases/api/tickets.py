"""Tickets: read what you may see, change it only by a verb."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.api.paging import CursorPages
from cadres.api.views import ApiViewSet
from cadres.selectors.addresses import absolute
from cases.api import deeds
from cases.api.action_verbs import add_verbs
from cases.api.asked import AskedVerbs
from cases.api.clocks import ClockReading
from cases.api.contact import ContactVerbs
from cases.api.drafts import DraftVerbs
from cases.api.enterprise_side import EnterpriseSideVerbs
from cases.api.hands import HandsVerbs
from cases.api.ladder import LadderVerbs
from cases.api.matters import MatterVerbs
from cases.api.rows import TicketDetail, TicketRow
from cases.api.verbs import verb
from cases.selectors import chosen, tickets
from cases.selectors.ticket_questions import TicketQuestion
from cases.services import admission, closing, dispatching, filing, handling, with_files
from cases.services import correcting_enterprise as correcting


@extend_schema_view(list=extend_schema(responses=TicketRow(many=True)))
class TicketViewSet(
    AskedVerbs,
    ClockReading,
    ContactVerbs,
    DraftVerbs,
    EnterpriseSideVerbs,
    HandsVerbs,
    LadderVerbs,
    MatterVerbs,
    ApiViewSet,
):
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
        page = self.paginate_queryset(found.values(*tickets.COLUMNS))
        lines = tickets.lines_of(page, seen_by=request.viewer)
        return self.get_paginated_response(TicketRow(lines, many=True).data)

    @extend_schema(responses=TicketDetail)
    def retrieve(self, request: Request, pk: str) -> Response:
        return self._shown(self._ticket(pk))

    @extend_schema(request=deeds.Filing, responses={201: TicketDetail})
    def create(self, request: Request) -> Response:
        given, viewer = self._given(deeds.Filing), request.viewer
        files = given.pop("uploads")
        problem = filing.Problem(
            **given
            | {
                "category": chosen.category(given["category"], seen_by=viewer),
                "enterprise": chosen.enterprise(given["enterprise"], seen_by=viewer),
                "visit": chosen.visit(given["visit"], seen_by=viewer),
                "county": chosen.county(given["county"], seen_by=viewer),
            }
        )
        ticket = with_files.file_ticket(problem, actor=viewer, uploads=files)
        shown = TicketDetail(ticket, context={"viewer": viewer})
        return Response(shown.data, status=status.HTTP_201_CREATED)

    @verb(deeds.Correction)
    def correct(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(deeds.Correction)
        given["category"] = chosen.category(given["category"], seen_by=request.viewer)
        return self._shown(with_files.correct_ticket(ticket, actor=request.viewer, **given))

    @verb(deeds.EnterpriseCorrection)
    def correct_enterprise(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(deeds.EnterpriseCorrection)
        firm = chosen.enterprise(given.pop("enterprise"), seen_by=request.viewer)
        actor = request.viewer
        done = correcting.correct_enterprise(ticket, actor=actor, enterprise=firm, **given)
        return self._shown(done.ticket)

    @verb(deeds.Reason)
    def void(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(deeds.Reason)
        return self._shown(filing.void_ticket(ticket, actor=request.viewer, **given))

    @verb(deeds.Reason)
    def recall(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(deeds.Reason)
        return self._shown(dispatching.recall_ticket(ticket, actor=request.viewer, **given))

    @verb(deeds.Nothing)
    def admit(self, request: Request, pk: str) -> Response:
        ticket, _ = self._ticket(pk), self._given(deeds.Nothing)
        return self._shown(admission.admit_ticket(ticket, actor=request.viewer))

    @verb(deeds.Reason)
    def decline(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(deeds.Reason)
        return self._shown(admission.decline_ticket(ticket, actor=request.viewer, **given))

    @verb(deeds.NewMeasure)
    def measures(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(deeds.NewMeasure)
        with_files.add_measure(ticket, actor=request.viewer, **given)
        return self._shown(self._ticket(pk))

    @verb(deeds.Evidence, path=r"measures/(?P<measure>[0-9]+)/finish")
    def finish_measure(self, request: Request, pk: str, measure: str) -> Response:
        found = chosen.measure(self._ticket(pk), int(measure), seen_by=request.viewer)
        given, viewer = self._given(deeds.Evidence), request.viewer
        with_files.finish_measure(found, actor=viewer, **given)
        return self._shown(self._ticket(pk))

    @verb(deeds.Signature)
    def approve(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(deeds.Signature)
        return self._shown(handling.approve_ticket(ticket, actor=request.viewer, **given))

    @verb(deeds.SendingBack)
    def send_back(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(deeds.SendingBack)
        return self._shown(handling.send_back_ticket(ticket, actor=request.viewer, **given))

    @verb(deeds.CallBack)
    def call_back(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(deeds.CallBack)
        return self._shown(closing.record_call_back(ticket, actor=request.viewer, **given))

    @extend_schema(request=deeds.Nothing, responses=deeds.Link)
    @action(detail=True, methods=["post"])
    def link(self, request: Request, pk: str) -> Response:
        """A one-time link for the enterprise; its address is shown only in this answer."""
        ticket, _ = self._ticket(pk), self._given(deeds.Nothing)
        token = closing.issue_link(ticket, actor=request.viewer)
        return Response({"url": absolute(reverse("cases:confirm", args=[token]))})


add_verbs(TicketViewSet)
