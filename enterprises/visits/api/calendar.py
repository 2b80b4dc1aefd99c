"""The contact calendar for other programs and the phone: bookings, wishes, one enterprise."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.paging import CursorPages
from cadres.pages.api.views import ApiViewSet
from cadres.submissions.rules import edits
from enterprises.models import Booking
from enterprises.register.selectors import enterprises
from enterprises.visits.api.calendar_rows import (
    BookingReason,
    BookingRow,
    CalendarRow,
    NewBooking,
    WishRow,
    WishWords,
)
from enterprises.visits.rules.slots import Slot
from enterprises.visits.rules.wishes import Wish
from enterprises.visits.selectors import booked_visits, contact_calendar, wishes
from enterprises.visits.selectors.booking_filters import BookingQuestion
from enterprises.visits.services.bookings import Plan, book_visit, cancel_booking, join_booking
from enterprises.visits.services.wishes import set_wish


@extend_schema_view(list=extend_schema(responses=BookingRow(many=True)))
class BookingViewSet(ApiViewSet):
    """Open plans of the county; hidden and missing ones are both absent (404)."""

    queryset = booked_visits.NONE
    serializer_class = BookingRow
    filterset_class = BookingQuestion
    pagination_class = CursorPages
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> Any:
        return booked_visits.rows(seen_by=self.request.viewer).order_by("-pk")

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        lines = booked_visits.lines(page, seen_by=request.viewer)
        return self.get_paginated_response(BookingRow(lines, many=True).data)

    @extend_schema(responses=BookingRow)
    def retrieve(self, request: Request, pk: str) -> Response:
        return self._row(booked_visits.fetch(int(pk), seen_by=request.viewer))

    @extend_schema(request=NewBooking, responses={201: BookingRow})
    def create(self, request: Request) -> Response:
        named = self._given(NewBooking)
        enterprise = enterprises.fetch(named["enterprise"], seen_by=request.viewer)
        plan = Plan(
            slots=tuple(Slot(**slot) for slot in named["slots"]),
            purpose=named["purpose"],
            matter=named["matter"],
            cadre_ids=tuple(named["cadres"]),
        )
        booking = book_visit(enterprise, plan, actor=request.viewer)
        return self._row(booking, status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=BookingRow)
    @action(detail=True, methods=["post"])
    def join(self, request: Request, pk: str) -> Response:
        booking = booked_visits.fetch(int(pk), seen_by=request.viewer)
        return self._row(join_booking(booking, actor=request.viewer))

    @extend_schema(request=BookingReason, responses=BookingRow)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        reason = self._given(BookingReason)["reason"]
        booking = booked_visits.fetch(int(pk), seen_by=request.viewer)
        return self._row(cancel_booking(booking, reason, actor=request.viewer))

    def _row(self, booking: Booking, code: int = status.HTTP_200_OK) -> Response:
        line = booked_visits.line(booking, seen_by=self.request.viewer)
        return Response(BookingRow(line).data, status=code)


class ContactCalendarViewSet(ApiViewSet):
    """One enterprise: who is to come, what it wishes, whether today is quiet."""

    queryset = enterprises.NONE
    serializer_class = CalendarRow
    lookup_value_regex = "[0-9]+"

    @extend_schema(responses=CalendarRow)
    def retrieve(self, request: Request, pk: str) -> Response:
        enterprise = enterprises.fetch(int(pk), seen_by=request.viewer)
        found = contact_calendar.of(enterprise, seen_by=request.viewer)
        read = wishes.read(enterprise, seen_by=request.viewer)
        return Response(CalendarRow(found, context={"read": str(read)}).data)

    @extend_schema(request=WishWords, responses=WishRow)
    @action(detail=True, methods=["post"])
    def wish(self, request: Request, pk: str) -> Response:
        """What the enterprise told on the phone; empty, it takes back what it said before."""
        named = self._given(WishWords)
        read, said_by = edits.read_from(named.pop("read")), named.pop("said_by")
        enterprise = enterprises.fetch(int(pk), seen_by=request.viewer)
        wish = Wish(**named | {"weekdays": tuple(sorted(named["weekdays"]))})
        set_wish(enterprise, wish, actor=request.viewer, read=read, said_by=said_by)
        found = wishes.lines([enterprise.pk], seen_by=request.viewer)
        return Response(WishRow(found.get(enterprise.pk)).data)
