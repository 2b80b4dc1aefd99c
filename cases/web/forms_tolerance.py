"""Forms of 容错认定: what was found, and the county's list by which it may be found."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.rules import texts
from cadres.selectors.filter_fields import DayField
from cadres.web.widgets import DayInput
from cases.rules.tolerance import Outcome
from cases.selectors import tolerance
from cases.web.forms import DeedForm, PoliteForm, words
from cases.web.forms_ladder import BASIS_HELP


class ToleranceForm(DeedForm):
    matter = words("认定事项", rows=3, help_text="哪一件事、哪一个环节。只写事，不写个人姓名。")
    circumstance_id = forms.TypedChoiceField(
        label="容错情形", coerce=int, help_text="本县容错情形清单。"
    )
    organ = forms.CharField(label="认定机关", max_length=80, help_text="有权作出认定的机关全称。")
    document_number = forms.CharField(
        label="认定文号", max_length=60, help_text="例如：召纪函〔2026〕3号"
    )
    decided_on = DayField(label="认定日期", widget=DayInput())
    outcome = forms.ChoiceField(label="认定结果", choices=Outcome.choices, widget=forms.RadioSelect)

    def prepare(self) -> None:
        listed = tolerance.offered(self.page.ticket.county_id, seen_by=self.viewer)
        chosen: Any = self.fields["circumstance_id"]
        chosen.choices = [("", "请选择"), *listed.values_list("pk", "text")]


class CircumstanceForm(PoliteForm):
    text = forms.CharField(label="情形", max_length=200)
    basis = forms.CharField(label="依据文件", max_length=texts.DOCUMENT, help_text=BASIS_HELP)


class PeriodForm(PoliteForm):
    since = DayField(label="认定日期从", widget=DayInput())
    until = DayField(label="到", widget=DayInput())
