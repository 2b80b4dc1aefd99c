"""Filters of the trail."""

from __future__ import annotations

from django import forms

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.trail.selectors import trail
from cadres.trail.selectors.trail import TrailFilter


class TrailForm(forms.Form):
    number = forms.CharField(label="编号或对象", max_length=60, required=False)
    who = forms.CharField(label="操作人", max_length=40, required=False)
    verb = forms.ChoiceField(label="做了什么", required=False)
    from_on = DayField(label="从", required=False, widget=DayInput())
    to_on = DayField(label="到", required=False, widget=DayInput())

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["verb"].choices = [("", "全部"), *trail.verbs()]  # type: ignore[attr-defined]

    def wanted(self) -> TrailFilter:
        return TrailFilter(**self.cleaned_data)
