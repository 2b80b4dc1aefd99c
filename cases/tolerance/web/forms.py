"""Forms of 容错认定: the county's list, and the period of its register."""

from __future__ import annotations

from django import forms

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.submissions.rules import text_limits
from cases.tickets.actions.base.shared_fields import BASIS_HELP


class CircumstanceForm(forms.Form):
    text = forms.CharField(label="情形", max_length=200)
    basis = forms.CharField(label="依据文件", max_length=text_limits.DOCUMENT, help_text=BASIS_HELP)


class PeriodForm(forms.Form):
    since = DayField(label="认定日期从", widget=DayInput())
    until = DayField(label="到", widget=DayInput())
