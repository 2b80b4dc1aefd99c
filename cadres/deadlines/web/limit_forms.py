"""What is filled in to set a limit, to end one, or to apply a preset."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cadres.deadlines.rules import limit_groups, limits, presets
from cadres.deadlines.rules.limits import Limit, LimitUnit
from cadres.deadlines.rules.presets import Preset, preset
from cadres.deadlines.services.limits import LARGEST
from cadres.models import Region
from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput

EVERYWHERE = "通用（没有另行规定的地区）"


# Asked for when a form is made: by then every app has registered its own.
def _subjects() -> list[tuple[str, str]]:
    return list(presets.subjects().items())


def _presets() -> list[tuple[str, str]]:
    return [(known.code, known.name) for known in (*presets.presets(), presets.default())]


class PlaceForm(forms.Form):
    """For which region the table is shown."""

    region = forms.ModelChoiceField(
        Region.objects.none(), label="地区", required=False, empty_label=EVERYWHERE
    )

    def __init__(self, *args: Any, regions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]


class LimitForm(PlaceForm):
    """One limit: how much of what, by which document, from when."""

    key = forms.ChoiceField(label="环节", choices=limit_groups.choices)
    subject = forms.ChoiceField(label="办理类型", choices=_subjects, required=False)
    amount = forms.IntegerField(label="数量", min_value=1, max_value=LARGEST)
    unit = forms.ChoiceField(label="单位", choices=LimitUnit.choices)
    basis = forms.CharField(
        label="依据文件", max_length=200, help_text="文件名称和文号，例如：宛营商办〔2026〕3号"
    )
    valid_from = DayField(
        label="生效日期", widget=DayInput(), help_text="从这一天起登记的事项按新时限计算。"
    )

    field_order = ("key", "subject", "region", "amount", "unit", "basis", "valid_from")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if limits.is_known(self.step_key):
            self._fit(self.step_key)

    @property
    def step_key(self) -> str:
        return self.data.get("key") or self.initial.get("key", "")

    @property
    def step(self) -> str:
        """The words of the step that is set, once it is known."""
        return limits.label_of(self.step_key)

    def _fit(self, key: str) -> None:
        """Ask only what makes sense for the step: units that fit, and no amount of a switch."""
        self.fields["key"].widget = forms.HiddenInput()
        units = limit_groups.units_of(key)
        unit = forms.ChoiceField(label="单位", choices=[(unit, unit.label) for unit in units])
        self.fields["unit"] = unit
        if len(units) == 1:
            unit.widget = forms.HiddenInput()
            self.initial["unit"] = units[0]
            self.fields["amount"].label = f"数量（{units[0].label}）"
        if limit_groups.is_switch(key):
            self.fields["amount"].widget = forms.HiddenInput()
            self.initial["amount"] = 1

    def limit(self) -> Limit:
        data = self.cleaned_data
        return Limit(
            key=data["key"],
            subject=data["subject"],
            amount=data["amount"],
            unit=LimitUnit(data["unit"]),
            basis=data["basis"],
            region_id=data["region"].pk if data["region"] else None,
            valid_from=data["valid_from"],
        )


class EndForm(forms.Form):
    valid_to = DayField(label="停用日期", widget=DayInput(), help_text="从这一天起不再执行。")


class PresetForm(PlaceForm):
    """Which preset, where, from when."""

    preset = forms.ChoiceField(label="方案", choices=_presets)
    valid_from = DayField(label="生效日期", widget=DayInput())

    field_order = ("preset", "region", "valid_from")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"valid_from": today}, **kwargs)
        self.today = today

    def clean_valid_from(self) -> date:
        begins: date = self.cleaned_data["valid_from"]
        if begins < self.today:
            raise ValidationError("生效日期不能早于今天，已经过去的时限不能改动。")
        return begins

    def chosen(self) -> tuple[Preset, Region | None, date]:
        data = self.cleaned_data
        return preset(data["preset"]), data["region"], data["valid_from"]
