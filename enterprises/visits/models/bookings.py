"""Booked visits (预约走访), who comes along, and the times among which the enterprise chooses."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cadres.models import Written
from enterprises.visits.models.querysets import BookingQuerySet
from enterprises.visits.rules.bookings import BookingState
from enterprises.visits.rules.slots import DayPart, Slot
from enterprises.visits.rules.visits import Purpose


class Timed(models.Model):
    """A day, and which part of it."""

    on = models.DateField("日期")
    part = models.CharField("时间", max_length=20, choices=DayPart, default=DayPart.DAY)
    from_time = models.TimeField("开始", null=True, blank=True)
    to_time = models.TimeField("结束", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def slot(self) -> Slot:
        return Slot(self.on, self.part, self.from_time, self.to_time)


class Booking(Timed, Written):
    """A visit that is planned. Where times are offered, `on` is the first of them until one is
    chosen."""

    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, related_name="bookings"
    )
    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+")
    state = models.CharField(
        "状态", max_length=20, choices=BookingState, default=BookingState.BOOKED
    )
    purpose = models.CharField("目的", max_length=20, choices=Purpose, default=Purpose.NEEDS)
    matter = models.CharField("要谈的事", max_length=200, blank=True, default="")
    booked_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    booked_at = models.DateTimeField()
    visit = models.ForeignKey(
        "enterprises.Visit", models.SET_NULL, null=True, related_name="bookings"
    )
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField("原因", max_length=200, blank=True, default="")
    # The day that it had before it was moved last, so that the enterprise reads of it.
    moved_from = models.DateField("原定日期", null=True)
    moved_at = models.DateTimeField("改期时间", null=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["enterprise", "on"], name="booking_enterprise_on"),
            models.Index(fields=["county", "on"], name="booking_county_on"),
        ]
        constraints = [
            models.CheckConstraint(
                name="booking_open_until_it_ends",
                condition=Q(state__in=["offered", "booked"], ended_at__isnull=True)
                | Q(state__in=["done", "cancelled", "declined"], ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="booking_hours_run_forward",
                condition=~Q(part="hours")
                | Q(from_time__isnull=False, to_time__isnull=False, from_time__lt=F("to_time")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%F} {self.enterprise}"


class BookingMember(Written):
    """Who comes, with the unit of the day on which they said so."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="members")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, null=True, related_name="+")
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "cadre"], name="booking_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.cadre}"


class OfferedSlot(Timed):
    """One of the times that the enterprise may choose."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="slots")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "on", "part", "from_time"],
                name="offered_slot_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.on:%F}"
