"""Forms of 容错认定: the county's list, and the period of its register."""

from __future__ import annotations

from django import forms

from cadres.rules import texts
from cadres.selectors.filter_fields import DayField
from cadres.web.widgets import DayInput
from cases.actions.supervision import BASIS_HELP
from cases.web.forms import PoliteForm


class CircumstanceForm(PoliteForm):
    text = forms.CharField(label="情形", max_length=200)
    basis = forms.CharField(label="依据文件", max_length=texts.DOCUMENT, help_text=BASIS_HELP)


class PeriodForm(PoliteForm):
    since = DayField(label="认定日期从", widget=DayInput())
    until = DayField(label="到", widget=DayInput())
