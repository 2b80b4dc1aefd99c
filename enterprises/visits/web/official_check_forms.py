"""What is said of an official check: who came, for what, and what they showed."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.viewers.rules.viewer import Viewer
from enterprises.visits.rules.official_checks import (
    LONGEST_BODY,
    LONGEST_NUMBER,
    LONGEST_REASON,
    LONGEST_SUBJECT,
    CheckFacts,
    Shown,
)

SHOWN = [("", "不清楚"), *Shown.choices]


class TodayCheckForm(forms.Form):
    """今天有人来检查: nothing of it has to be filled in."""

    body = forms.CharField(label="哪个单位", max_length=LONGEST_BODY, required=False)
    subject = forms.CharField(label="检查什么", max_length=LONGEST_SUBJECT, required=False)
    scanned = forms.ChoiceField(label="扫码入企了吗", choices=SHOWN, required=False)
    card = forms.ChoiceField(label="出示执法证了吗", choices=SHOWN, required=False)
    notice = forms.ChoiceField(label="有检查通知书吗", choices=SHOWN, required=False)

    def facts(self, viewer: Viewer) -> CheckFacts:
        return CheckFacts(on=viewer.today, **self.cleaned_data)


class CheckForm(TodayCheckForm):
    """A cadre writes down what the enterprise told, of today or another day."""

    on = DayField(label="日期", widget=DayInput())
    number = forms.CharField(
        label="检查编号",
        max_length=LONGEST_NUMBER,
        required=False,
        help_text="通知书或入企码上的编号，可不填。",
    )
    field_order = ("on", "body", "subject", "number")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": viewer.today}, **kwargs})
        self.fields["body"].required = True

    def facts(self, viewer: Viewer) -> CheckFacts:
        return CheckFacts(**self.cleaned_data)


class StrikeForm(forms.Form):
    reason = forms.CharField(
        label="撤下的原因",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写明撤下的原因，例如“企业误点”。"},
    )
