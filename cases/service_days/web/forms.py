"""What is asked of a 企业服务日: when, where, for whom, and which units come."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput, PickerBoxes
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import ServiceDay
from enterprises.service_days.rules import service_days as rules
from enterprises.service_days.rules.service_days import Plan
from enterprises.service_days.selectors import service_days


class ServiceDayForm(forms.Form):
    """Units that took part and were closed since stay ticked."""

    title = forms.CharField(
        label="名称", max_length=rules.LONGEST_TITLE, help_text="例如：城关镇企业服务日。"
    )
    held_on = DayField(label="日期", widget=DayInput())
    place = forms.CharField(label="地点", max_length=rules.LONGEST_PLACE)
    township_id = forms.TypedChoiceField(label="范围", coerce=int, empty_value=None, required=False)
    unit_ids = forms.TypedMultipleChoiceField(label="参加单位", coerce=int, widget=PickerBoxes)

    def __init__(
        self, *args: Any, county_id: int, viewer: Viewer, day: ServiceDay | None = None, **more: Any
    ) -> None:
        initial = service_days.facts(day) if day else {}
        super().__init__(*args, initial=initial, **more)
        townships = service_days.townships(county_id, seen_by=viewer)
        known = service_days.units_of(day, seen_by=viewer) if day else []
        units = {unit.pk: unit.name for unit in known}
        for unit in service_days.may_take_part(county_id, seen_by=viewer):
            units.setdefault(unit.pk, unit.name)
        self._choose("township_id", [("", "全县"), *townships])
        self._choose("unit_ids", list(units.items()))

    def plan(self) -> Plan:
        given = self.cleaned_data
        names = ("title", "held_on", "place", "township_id")
        return Plan(**{name: given[name] for name in names}, unit_ids=tuple(given["unit_ids"]))

    def _choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class CallOffForm(forms.Form):
    """Why it does not take place."""

    why = forms.CharField(
        label="取消原因",
        max_length=rules.LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
