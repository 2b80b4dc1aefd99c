"""A visit that was planned without a signal, and one that was joined."""

from __future__ import annotations

from django.urls import reverse
from rest_framework import serializers

from cadres.errors import Absent
from cadres.offline.api.command_values import reader
from cadres.offline.rules.commands import Made
from cadres.offline.services.command_registry import CommandKind, Order
from cadres.pages.api.day_field import DayField
from cadres.pages.api.id_field import IdField
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Booking, Purpose
from enterprises.register.selectors import enterprises
from enterprises.visits.rules.bookings import LONGEST_MATTER
from enterprises.visits.rules.slots import DayPart, Slot
from enterprises.visits.selectors import booked_visits
from enterprises.visits.services.bookings import Plan, book_visit, join_booking


class OfflineBooking(serializers.Serializer):
    """The same words as a plan online, with one time; the enterprise is the command's subject."""

    on = DayField(label="日期")
    part = serializers.ChoiceField(DayPart.choices, required=False, default=DayPart.DAY)
    from_time = serializers.TimeField(required=False, allow_null=True, default=None)
    to_time = serializers.TimeField(required=False, allow_null=True, default=None)
    purpose = serializers.ChoiceField(Purpose.choices, label="目的")
    matter = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_MATTER, default=""
    )
    cadres = serializers.ListField(child=IdField(), required=False, default=list)


class OfflineJoining(serializers.Serializer):
    """Which of the enterprise's plans is joined."""

    booking = IdField(label="预约")


def _book(order: Order, actor: Viewer) -> Made:
    if order.subject is None:
        raise Absent(enterprises.ABSENT)
    enterprise = enterprises.fetch(order.subject, seen_by=actor)
    words = order.words
    slot = Slot(words["on"], words["part"], words["from_time"], words["to_time"])
    plan = Plan((slot,), words["purpose"], words["matter"], tuple(words["cadres"]))
    booking = book_visit(enterprise, plan, actor=actor)
    return _made(booking, f"已预约{slot.words(actor.today)}，各单位都能看到，可以同去。")


def _join(order: Order, actor: Viewer) -> Made:
    booking = booked_visits.fetch(order.words["booking"], seen_by=actor)
    if booking.enterprise_id != order.subject:
        raise Absent(booked_visits.ABSENT)
    joined = join_booking(booking, actor=actor)
    return _made(joined, "已登记同去，原来预约的人会收到消息。")


def _made(booking: Booking, sentence: str) -> Made:
    place = reverse("enterprises:booking-detail", args=[booking.pk])
    return Made("booking", booking.pk, sentence, place)


BOOK_VISIT = CommandKind(
    verb="booking.make", about="enterprise", read=reader(OfflineBooking), act=_book
)
JOIN_BOOKING = CommandKind(
    verb="booking.join", about="enterprise", read=reader(OfflineJoining), act=_join
)
