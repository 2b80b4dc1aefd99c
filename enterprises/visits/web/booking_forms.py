"""What is asked when a visit is booked, moved, cancelled or answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput, HourInput
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Booking, Purpose
from enterprises.visits.rules.bookings import LONGEST_MATTER, LONGEST_REASON, REASON_MISSING
from enterprises.visits.rules.slots import DayPart, Slot
from enterprises.visits.selectors.booked_visits import OfferedTime
from enterprises.visits.selectors.companions import Companion
from enterprises.visits.services.bookings import Plan
from enterprises.visits.web.visit_forms import CadresField

# Further times, from which the enterprise chooses.
MORE = ("2", "3")
HALVES = [(part.value, part.label) for part in DayPart if part is not DayPart.HOURS]
NO_REASON = "可不填。"


class SlotForm(forms.Form):
    """One time: a day, half a day, or from hour to hour."""

    on = DayField(label="日期", widget=DayInput())
    part = forms.ChoiceField(
        label="时间", choices=DayPart.choices, initial=DayPart.DAY, widget=forms.RadioSelect
    )
    from_time = forms.TimeField(label="开始时间", required=False, widget=HourInput())
    to_time = forms.TimeField(
        label="结束时间", required=False, widget=HourInput(), help_text="选“时段”的，填起止时间。"
    )

    def slot(self) -> Slot:
        data = self.cleaned_data
        return _slot(data["on"], data["part"], data["from_time"], data["to_time"])


class BookingForm(SlotForm):
    """A plan; two further times may be offered, and then the enterprise chooses."""

    purpose = forms.ChoiceField(label="目的", choices=Purpose.choices, initial=Purpose.NEEDS)
    matter = forms.CharField(
        label="要谈的事",
        max_length=LONGEST_MATTER,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="可不填。写清楚要谈什么，企业不用准备汇报材料。",
    )
    cadre_ids = CadresField(
        label="一起去的人",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="别的单位看到预约后，也可以自己点“同去”。",
    )
    on2 = DayField(label="第二个时间", required=False, widget=DayInput())
    part2 = forms.ChoiceField(label="上午或下午", choices=HALVES, required=False)
    on3 = DayField(label="第三个时间", required=False, widget=DayInput())
    part3 = forms.ChoiceField(label="上午或下午", choices=HALVES, required=False)

    def __init__(self, *args: Any, viewer: Viewer, near: Sequence[Companion], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["cadre_ids"].choices = [(str(one.pk), str(one)) for one in near]  # type: ignore[attr-defined]
        for name in ("on", *(f"on{more}" for more in MORE)):
            self.fields[name].widget.attrs["min"] = f"{viewer.today:%Y-%m-%d}"

    @property
    def first(self) -> list[forms.BoundField]:
        """What is always asked."""
        names = ("on", "part", "from_time", "to_time", "purpose", "matter", "cadre_ids")
        found = [self[name] for name in names]
        return found if self.fields["cadre_ids"].choices else found[:-1]  # type: ignore[attr-defined]

    @property
    def more(self) -> list[forms.BoundField]:
        """Further times, folded away until they are wanted."""
        return [self[f"{name}{more}"] for more in MORE for name in ("on", "part")]

    @property
    def has_more(self) -> bool:
        return any(field.value() for field in self.more if field.name.startswith("on"))

    def plan(self) -> Plan:
        data = self.cleaned_data
        further = [
            _slot(data[f"on{more}"], data[f"part{more}"] or DayPart.DAY)
            for more in MORE
            if data[f"on{more}"]
        ]
        return Plan(
            slots=(self.slot(), *further),
            purpose=data["purpose"],
            matter=data["matter"],
            cadre_ids=tuple(int(pk) for pk in data["cadre_ids"]),
        )


class MoveForm(SlotForm):
    """Another time, and what it is for."""

    purpose = forms.ChoiceField(label="目的", choices=Purpose.choices)
    matter = forms.CharField(
        label="要谈的事",
        max_length=LONGEST_MATTER,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, viewer: Viewer, booking: Booking, **kwargs: Any):
        names = ("on", "part", "from_time", "to_time", "purpose", "matter")
        known = {name: getattr(booking, name) for name in names}
        super().__init__(*args, **{"initial": known, **kwargs})
        self.fields["on"].widget.attrs["min"] = f"{viewer.today:%Y-%m-%d}"


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="取消的原因",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="企业和同去的人能看到。",
        error_messages={"required": REASON_MISSING},
    )


class AnswerForm(forms.Form):
    """One of the times, or no visit at all: as the enterprise said it."""

    DECLINE = "decline"

    answer = forms.ChoiceField(
        label="企业的答复",
        widget=forms.RadioSelect,
        error_messages={"required": "请选择一个时间，或者选择“不用来”。"},
    )
    reason = forms.CharField(
        label="想说的话", max_length=LONGEST_REASON, required=False, help_text=NO_REASON
    )

    def __init__(self, *args: Any, times: Sequence[OfferedTime], **kwargs: Any):
        super().__init__(*args, **kwargs)
        offered = [(str(one.pk), one.when) for one in times]
        self.fields["answer"].choices = [*offered, (self.DECLINE, "不用来，有事电话联系")]  # type: ignore[attr-defined]

    @property
    def slot_id(self) -> int | None:
        """The time that was chosen; nothing where the visit was declined."""
        answer = self.cleaned_data["answer"]
        return None if answer == self.DECLINE else int(answer)


def _slot(on: date, part: str, from_time: time | None = None, to_time: time | None = None) -> Slot:
    hours = part == DayPart.HOURS
    return Slot(on, part, from_time if hours else None, to_time if hours else None)
