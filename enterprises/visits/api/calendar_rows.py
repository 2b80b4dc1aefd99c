"""Bookings and wishes as the API shows and takes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from cadres.pages.api.day_field import DayField
from cadres.pages.api.id_field import IdField
from cadres.submissions.api import edits
from enterprises.models import Purpose
from enterprises.visits.rules.bookings import (
    LONGEST_MATTER,
    LONGEST_REASON,
    MOST_SLOTS,
    REASON_MISSING,
)
from enterprises.visits.rules.slots import DayPart
from enterprises.visits.rules.wishes import LONGEST_NAME, LONGEST_NOTE, PARTS, SAID_BY_MISSING
from enterprises.visits.selectors.contact_calendar import EnterpriseCalendar

# A mark for each of a few fields.
LONGEST_READ = 4000


class SlotWords(serializers.Serializer):
    """A day and a part of it; hours only with the part `hours`."""

    on = DayField(label="日期")
    part = serializers.ChoiceField(DayPart.choices, default=DayPart.DAY)
    from_time = serializers.TimeField(required=False, allow_null=True, default=None)
    to_time = serializers.TimeField(required=False, allow_null=True, default=None)


class OfferedTimeRow(serializers.Serializer):
    pk = serializers.IntegerField()
    when = serializers.CharField()


class BookingRow(serializers.Serializer):
    """One plan; names and matter only for whoever may read them."""

    pk = serializers.IntegerField()
    enterprise_id = serializers.IntegerField()
    enterprise = serializers.CharField()
    when = serializers.CharField(help_text="日期和时间，写成文字")
    on = DayField(source="slot.on")
    state = serializers.CharField()
    state_name = serializers.CharField(source="state_label")
    purpose_name = serializers.CharField(source="purpose")
    units = serializers.ListField(child=serializers.CharField())
    people = serializers.ListField(child=serializers.CharField())
    matter = serializers.CharField()
    times = OfferedTimeRow(many=True)
    comes = serializers.BooleanField(help_text="本人同去")
    may_join = serializers.BooleanField()
    may_change = serializers.BooleanField()


class NewBooking(serializers.Serializer):
    """Several slots are offered to the enterprise, which chooses one."""

    enterprise = IdField(label="企业")
    slots = SlotWords(many=True, min_length=1, max_length=MOST_SLOTS, label="预约时间")
    purpose = serializers.ChoiceField(Purpose.choices, label="目的")
    matter = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_MATTER, default=""
    )
    cadres = serializers.ListField(child=serializers.IntegerField(), required=False, default=list)


class BookingReason(serializers.Serializer):
    reason = serializers.CharField(
        max_length=LONGEST_REASON, error_messages={"required": REASON_MISSING}
    )


class WishRow(serializers.Serializer):
    """What an enterprise wishes, in words, with who said so."""

    phrases = serializers.ListField(child=serializers.CharField())
    source = serializers.CharField()
    said_by = serializers.CharField()
    written_on = DayField()


class WishWords(serializers.Serializer):
    phone_only = serializers.BooleanField(default=False)
    no_visits_until = DayField(required=False, allow_null=True, default=None)
    weekdays = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=7), required=False, default=list
    )
    part = serializers.ChoiceField([(one.value, one.label) for one in PARTS], default=DayPart.DAY)
    quiet_first = serializers.IntegerField(required=False, allow_null=True, default=None)
    quiet_last = serializers.IntegerField(required=False, allow_null=True, default=None)
    note = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_NOTE, default=""
    )
    said_by = serializers.CharField(
        max_length=LONGEST_NAME, error_messages={"required": SAID_BY_MISSING}
    )
    read = serializers.CharField(
        max_length=LONGEST_READ, label=edits.LABEL, help_text="读取日历时得到的 read"
    )


class CheckRow(serializers.Serializer):
    on = DayField()
    body = serializers.CharField()
    subject = serializers.CharField()
    source = serializers.CharField()


class CalendarRow(serializers.Serializer):
    """What whoever plans to go should know."""

    booked = BookingRow(many=True)
    checks = CheckRow(many=True)
    wish = WishRow(allow_null=True)
    quiet_until = DayField(allow_null=True, help_text="今天在宁静日内的，到哪天为止")
    lately = serializers.SerializerMethodField(help_text="间隔期内别人去过几次")
    read = serializers.SerializerMethodField()

    def get_lately(self, found: EnterpriseCalendar) -> int:
        return found.hint.count if found.hint else 0

    def get_read(self, found: EnterpriseCalendar) -> str:
        context: dict[str, Any] = self.context
        return str(context["read"])
