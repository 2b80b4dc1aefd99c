"""Forms of 通报 and 约谈: the period and what is chosen; the meeting; what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cases.tickets.web.action_forms.forms import words


class SpanForm(forms.Form):
    """Of which days the letter tells."""

    since = DayField(label="从", widget=DayInput())
    until = DayField(label="到", widget=DayInput())


class ChosenForm(SpanForm):
    """Which of those that qualify are named."""

    chosen = forms.TypedMultipleChoiceField(
        label="列入", coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["chosen"]
        chosen.choices = [(pk, str(pk)) for pk in offered]
        chosen.error_messages["invalid_choice"] = "有的事项已不能列入，请看过现在的名单再选。"
        chosen.error_messages["required"] = "请至少选择一项。"
        self.fields["since"].widget = forms.HiddenInput()
        self.fields["until"].widget = forms.HiddenInput()


class ArrangeForm(forms.Form):
    on = DayField(label="约谈日期", widget=DayInput())
    at = forms.TimeField(label="时间", widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(label="地点", max_length=80)
    host = forms.CharField(
        label="主持人", max_length=80, help_text="写职务，例如：县政府分管领导。"
    )
    invited = forms.CharField(
        label="被约谈人", max_length=80, help_text="写职务，例如：县供电公司主要负责人。"
    )

    def meeting(self) -> dict[str, Any]:
        data = self.cleaned_data
        names = ("place", "host", "invited")
        planned_at = _moment(data["on"], data["at"])
        return {"planned_at": planned_at, **{name: data[name] for name in names}}


class RecordForm(forms.Form):
    on = DayField(label="约谈日期", widget=DayInput())
    at = forms.TimeField(label="时间", widget=forms.TimeInput(attrs={"type": "time"}))
    attended = forms.CharField(label="参加人员", max_length=300)
    said = words("约谈内容", rows=4)
    answered = words("单位说明", rows=3, required=False)
    measures = words("整改要求", rows=3)
    measures_until = DayField(label="整改期限", widget=DayInput())

    def minutes(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return {"held_at": _moment(data.pop("on"), data.pop("at")), **data}


def _moment(on: Any, at: Any) -> datetime:
    return timezone.make_aware(datetime.combine(on, at))
