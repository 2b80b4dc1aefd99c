"""Forms of 县际协查: a letter to a bureau of another county, the own name, a named reader."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from cadres.models import Unit
from cadres.submissions.rules import text_limits
from cases.letters.services.styles import LONGEST_PREFIX
from cases.tickets.selectors.handling import dispatch_units as known
from cases.tickets.web.action_forms.forms import words


class UnitElsewhere(forms.ModelChoiceField):
    """A bureau of another county, with the county before its name."""

    def label_from_instance(self, obj: Unit) -> str:
        return f"{obj.region.name} {obj.name}"


class BureauLetterForm(forms.Form):
    unit = UnitElsewhere(
        label="收文单位",
        queryset=known.NONE,
        required=False,
        empty_label="请选择外县单位",
        help_text="对方在本系统内的，从列表选择；不在的，填下一栏。",
    )
    addressee = forms.CharField(
        label="本系统以外的收文单位", max_length=80, required=False, help_text="填机关全称。"
    )
    firm = forms.CharField(label="涉及企业", max_length=80, help_text="填企业全称。")
    text = words("有关情况", rows=6, help_text="只写事实：时间、地点、行为；需要协助的写明事项。")
    basis = words("依据", rows=2, required=False, help_text="法律法规条款，可不填。")

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class BureauStyleForm(forms.Form):
    issuer = forms.CharField(label="发文机关", max_length=80, help_text="填机关全称。")
    prefix = forms.CharField(
        label="代字",
        max_length=LONGEST_PREFIX,
        help_text="例如：召市监函。同一代字按年从 1 号起连续编号。",
    )
    contact = forms.CharField(label="联系人和电话", required=False, max_length=80)


class ReaderForm(forms.Form):
    name = forms.CharField(
        label="姓名", max_length=text_limits.NAME, help_text="本县在职干部，例如分管领导。"
    )
