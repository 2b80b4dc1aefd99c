"""What an enterprise may say of visitors, on its own page or by a cadre on its word."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import ContactWish
from enterprises.visits.rules.quiet_days import LAST_OF_MONTH
from enterprises.visits.rules.slots import DayPart
from enterprises.visits.rules.wishes import (
    LONGEST_NAME,
    LONGEST_NOTE,
    PARTS,
    SAID_BY_MISSING,
    WEEKDAYS,
    Wish,
)
from enterprises.visits.selectors import wishes


class WishForm(forms.Form):
    """All of it is optional; sent empty, it takes back what was said before."""

    phone_only = forms.BooleanField(label="电话即可，不用上门", required=False)
    no_visits_until = DayField(
        label="不接待至", required=False, widget=DayInput(), help_text="到这一天为止请不要上门。"
    )
    weekdays = forms.TypedMultipleChoiceField(
        label="方便接待的日子",
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    part = forms.ChoiceField(
        label="上午还是下午",
        choices=[(part.value, part.label) for part in PARTS],
        initial=DayPart.DAY,
        required=False,
    )
    quiet_first = forms.IntegerField(
        label="每月几号起请勿来访", required=False, min_value=1, max_value=LAST_OF_MONTH
    )
    quiet_last = forms.IntegerField(
        label="到几号为止",
        required=False,
        min_value=1,
        max_value=LAST_OF_MONTH,
        help_text="例如月底盘点：25 起，31 止；月底填 31。",
    )
    note = forms.CharField(
        label="还想说的", max_length=LONGEST_NOTE, required=False, help_text="可不填。"
    )

    def __init__(
        self, *args: Any, viewer: Viewer, wish: ContactWish | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": wishes.facts(wish), **kwargs})
        self.fields["no_visits_until"].widget.attrs["min"] = f"{viewer.today:%Y-%m-%d}"

    def wish(self) -> Wish:
        data = self.cleaned_data
        return Wish(
            phone_only=data["phone_only"],
            no_visits_until=data["no_visits_until"],
            weekdays=tuple(sorted(data["weekdays"])),
            part=data["part"] or DayPart.DAY,
            quiet_first=data["quiet_first"],
            quiet_last=data["quiet_last"],
            note=data["note"].strip(),
        )


class CadreWishForm(WishForm):
    """Who of the enterprise said so stands first: it is its word, not the cadre's."""

    said_by = forms.CharField(
        label="企业哪位说的",
        max_length=LONGEST_NAME,
        help_text="例如：王厂长。",
        error_messages={"required": SAID_BY_MISSING},
    )
    field_order = ("said_by", "phone_only")
