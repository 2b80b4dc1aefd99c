"""What is filled in to set office hours."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cadres.deadlines.rules.office_hours import Season, Span
from cadres.deadlines.services.office_hours import NewHours
from cadres.models import OfficeHours, Region
from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput, HourInput


class HoursForm(forms.Form):
    """A season of the office day: where, from when, and by which document."""

    region = forms.ModelChoiceField(
        Region.objects.none(), label="地区", required=False, empty_label="通用（所有地区）"
    )
    label = forms.CharField(
        label="名称",
        max_length=OfficeHours._meta.get_field("label").max_length,
        help_text="例如：夏季作息",
    )
    valid_from = DayField(
        label="生效日期", widget=DayInput(), help_text="到下一个作息时间生效为止。"
    )
    morning_starts = forms.TimeField(label="上午上班", widget=HourInput())
    morning_ends = forms.TimeField(label="上午下班", widget=HourInput())
    afternoon_starts = forms.TimeField(label="下午上班", required=False, widget=HourInput())
    afternoon_ends = forms.TimeField(
        label="下午下班", required=False, widget=HourInput(), help_text="连续办公的，下午可以不填。"
    )
    basis = forms.CharField(
        label="依据文件", max_length=200, help_text="文件名称和文号，例如：宛政办〔2026〕5号"
    )

    def __init__(self, *args: Any, regions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("afternoon_starts")) != bool(data.get("afternoon_ends")):
            raise ValidationError("下午的上班和下班时间请都填写，或者都不填。")
        return data

    def hours(self) -> NewHours:
        data = self.cleaned_data
        spans = [Span(data["morning_starts"], data["morning_ends"])]
        if data["afternoon_starts"]:
            spans.append(Span(data["afternoon_starts"], data["afternoon_ends"]))
        season = Season(data["label"], data["valid_from"], tuple(spans))
        return NewHours(season, data["basis"], data["region"].pk if data["region"] else None)
